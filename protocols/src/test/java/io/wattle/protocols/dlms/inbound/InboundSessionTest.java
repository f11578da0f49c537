package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.PushRoom;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/** One connection, by itself. */
class InboundSessionTest {
    private static final AddressedApdu PUSH = new AddressedApdu(1, 1, HexFormat.of().parseHex("0F000000010000"));

    private final List<byte[]> heard = new ArrayList<>();
    private final List<InboundAsk.Way> asked = new ArrayList<>();
    private final InboundSession session = new InboundSession(new InboundDesk(InboundSettings.on("127.0.0.1", 0),
            new MeterClaims(), Duration.ofSeconds(5), (_, apdu) -> {
                heard.add(apdu);
                return CompletableFuture.completedFuture(Optional.empty());
            }, (_, _, way) -> {
                asked.add(way);
                return CompletableFuture.completedFuture(Set.of());
            }, new AskTurns(1), new PushRoom(0)));

    /** Whose certificate was revoked may have sent a push right behind it. */
    @Test
    void shouldNotLookAtWhatIsStillOnItsWayWhenItIsEnded() {
        EmbeddedChannel channel = new EmbeddedChannel(session);
        channel.writeInbound(PUSH);
        session.endNow();
        channel.pipeline().fireChannelRead(PUSH).fireChannelRead(ModemMessage.login("SN5"));
        assertThat(heard).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldAskNobodyWhoHasNotGotInOverTls() throws NoSuchAlgorithmException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(false);
        SslHandler tls = new SslHandler(engine);
        tls.setHandshakeTimeout(30, TimeUnit.SECONDS);
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(tls, session);
        pass(channel, 29);
        assertThat(channel.isOpen()).isTrue();
        pass(channel, 1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAskASilentMeterAfterFiveSeconds() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(session);
        pass(channel, 4);
        assertThat(asked).isEmpty();
        pass(channel, 1);
        assertThat(asked).containsExactly(InboundAsk.Way.WRAPPER);
    }

    private static void pass(EmbeddedChannel channel, int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runPendingTasks(); // what was due
            channel.runPendingTasks(); // and what came of it
        }
    }
}
