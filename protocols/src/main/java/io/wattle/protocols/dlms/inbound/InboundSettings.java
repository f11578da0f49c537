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
 * @param ask how those are asked who they are that do not say it; they are not if not given
 */
public record InboundSettings(String host, int port, Duration identifyTimeout, Duration silenceTimeout,
        int connectionsMax, Optional<InboundTls> tls, Optional<InboundAsk> ask) {

    public InboundSettings {
        check("port", port, 0, 65_535);
        check("identifyTimeout in ms", identifyTimeout.toMillis(), 10, 600_000);
        check("silenceTimeout in ms", silenceTimeout.toMillis(), 10, 86_400_000);
        check("connectionsMax", connectionsMax, 1, 1_000_000);
    }

    /** 30 s to say who it is, asked as usual if it does not, 15 minutes of silence, a hundred thousand connections. */
    public static InboundSettings on(String host, int port) {
        return new InboundSettings(host, port, Duration.ofSeconds(30), Duration.ofMinutes(15), 100_000,
                Optional.empty(), Optional.of(InboundAsk.usual()));
    }

    /** The same with other deadlines. */
    public InboundSettings withTimeouts(Duration identify, Duration silence) {
        return new InboundSettings(host, port, identify, silence, connectionsMax, tls, ask);
    }

    /** The same over TLS. */
    public InboundSettings withTls(InboundTls protection) {
        return new InboundSettings(host, port, identifyTimeout, silenceTimeout, connectionsMax,
                Optional.of(protection), ask);
    }

    /** The same asking otherwise, or not at all. */
    public InboundSettings withAsk(Optional<InboundAsk> other) {
        return new InboundSettings(host, port, identifyTimeout, silenceTimeout, connectionsMax, tls, other);
    }

    /** How it is asked, if that is before its time is up. */
    Optional<InboundAsk> askBeforeTheEnd() {
        return ask.filter(one -> one.after().compareTo(identifyTimeout) < 0);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}
