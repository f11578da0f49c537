package io.wattle.protocols.dlms.inbound;

import java.time.Duration;
import java.util.Optional;

/**
 * Where meters dial in, and how long they may be silent there.
 *
 * @param host address to bind
 * @param port 0..65535; 0 takes a free one
 * @param identifyTimeout until a connection has said which meter it is, 10 ms..10 min
 * @param silenceTimeout a connection on which no whole message came for so long is closed, 10 ms..24 h; longer than the
 *        modems' heartbeats are apart
 * @param connectionsMax further ones are closed at once, 1..1000000
 * @param tls how connections are protected and meters known; in clear if not given
 */
public record InboundSettings(String host, int port, Duration identifyTimeout, Duration silenceTimeout,
        int connectionsMax, Optional<InboundTls> tls) {

    public InboundSettings {
        check("port", port, 0, 65_535);
        check("identifyTimeout in ms", identifyTimeout.toMillis(), 10, 600_000);
        check("silenceTimeout in ms", silenceTimeout.toMillis(), 10, 86_400_000);
        check("connectionsMax", connectionsMax, 1, 1_000_000);
    }

    /** 30 s to say who it is, 15 minutes of silence, a hundred thousand connections. */
    public static InboundSettings on(String host, int port) {
        return new InboundSettings(host, port, Duration.ofSeconds(30), Duration.ofMinutes(15), 100_000,
                Optional.empty());
    }

    /** The same with other deadlines. */
    public InboundSettings withTimeouts(Duration identify, Duration silence) {
        return new InboundSettings(host, port, identify, silence, connectionsMax, tls);
    }

    /** The same over TLS. */
    public InboundSettings withTls(InboundTls protection) {
        return new InboundSettings(host, port, identifyTimeout, silenceTimeout, connectionsMax,
                Optional.of(protection));
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}
