package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Information;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Kind;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Unnumbered;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links on a connection that outlives them. */
class KeptLineTest {
    private static final HdlcAddress CLIENT = HdlcAddress.oneByte(1);
    private static final HdlcAddress METER = HdlcAddress.oneByte(5);
    private static final HdlcPeer PEER = new HdlcPeer(METER,
            HdlcSettings.defaults().withResponse(Duration.ofSeconds(1), 2));
    private static final byte[] PUSH = {0x0F, 0, 0, 0, 1, 0, 0};

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final HdlcCounts counts = new HdlcCounts();
    private KeptLine line;

    @BeforeEach
    void connect() {
        channel.freezeTime();
        channel.pipeline().addLast("bytes", new ChannelInboundHandlerAdapter());
        line = KeptLine.addTo(channel.pipeline(), "bytes", 1_024, counts);
    }

    @Test
    void shouldRaiseOneLinkAfterTheOtherOnOneConnection() {
        for (int conversation = 0; conversation < 3; conversation++) {
            raise();
            CompletableFuture<Boolean> left = line.leave();
            assertThat(sent()).isEqualTo(new Unnumbered(Kind.DISC, true));
            assertThat(left).isNotDone();
            says(new Unnumbered(conversation == 2 ? Kind.DM : Kind.UA, true));
            assertThat(left).isCompletedWithValue(true);
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(line.leave()).as("nothing is up").isCompletedWithValue(true);
    }

    @Test
    void shouldSayWhenTheMeterDoesNotAgreeToEndTheLink() {
        raise();
        CompletableFuture<Boolean> left = line.leave();
        channel.advanceTimeBy(999, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(left).isNotDone();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(left).isCompletedWithValue(false);
        assertThat(channel.isOpen()).as("closed by who asked").isTrue();
    }

    @Test
    void shouldNotTakeAnotherMetersAgreementForThisOnes() {
        raise();
        CompletableFuture<Boolean> left = line.leave();
        hears(HdlcFrame.bare(CLIENT, HdlcAddress.oneByte(6), new Unnumbered(Kind.UA, true)));
        assertThat(left).isNotDone();
    }

    @Test
    void shouldCloseTheConnectionWhenItIsNotLeftButClosed() {
        raise();
        var _ = channel.pipeline().close();
        says(new Unnumbered(Kind.UA, true));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void shouldBeFreeAgainWhenNobodyAnsweredOrTheMeterRefused() {
        int handlers = channel.pipeline().names().size();
        CompletableFuture<Optional<String>> silent = line.raise(1, PEER);
        for (int tries = 0; tries < 2; tries++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(silent).isCompletedWithValue(Optional.of("no answer to SNRM after 2 tries"));
        channel.releaseOutbound();
        CompletableFuture<Optional<String>> refused = line.raise(1, PEER);
        says(new Unnumbered(Kind.DM, true));
        assertThat(refused).isCompletedWithValue(Optional.of("meter refused the link (DM)"));
        channel.releaseOutbound();
        assertThat(channel.pipeline().names()).hasSize(handlers);
        raise();
    }

    @Test
    void shouldHearWhatNobodyAskedForWhileNoLinkIsUpAndNothingElse() {
        hears(new HdlcFrame(CLIENT, METER, false, new Unnumbered(Kind.UI, false),
                LogicalLink.headed(LogicalLink.response(), PUSH)));
        assertThat(channel.<AddressedApdu>readInbound()).isEqualTo(new AddressedApdu(5, 1, PUSH));
        hears(new HdlcFrame(CLIENT, METER, false, new Information(0, 0, true),
                LogicalLink.headed(LogicalLink.response(), PUSH)));
        hears(new HdlcFrame(CLIENT, METER, false, new Unnumbered(Kind.UI, false), PUSH));
        says(new Unnumbered(Kind.UA, true));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(counts.foreignFrames()).isEqualTo(3);
    }

    @Test
    void shouldHangUpOnAMeterThatMakesItPollAndReadsNothing() {
        raise();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.advanceTimeBy(HdlcSettings.defaults().keepAlive().toMillis() - 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).as("nothing was said yet").isTrue();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    private void raise() {
        CompletableFuture<Optional<String>> raised = line.raise(1, PEER);
        assertThat(sent()).isEqualTo(new Unnumbered(Kind.SNRM, true));
        says(new Unnumbered(Kind.UA, true));
        assertThat(raised).isCompletedWithValue(Optional.empty());
    }

    /** The control field of what was sent last. */
    private HdlcControl sent() {
        ByteBuf frame = channel.readOutbound();
        try {
            return HdlcControl.read(frame.getUnsignedByte(5)).orElseThrow(); // behind flag, format and two addresses
        } finally {
            frame.release();
        }
    }

    private void says(HdlcControl control) {
        hears(HdlcFrame.bare(CLIENT, METER, control));
    }

    private void hears(HdlcFrame frame) {
        ByteBuf bytes = Unpooled.buffer();
        frame.write(bytes);
        channel.writeInbound(bytes);
    }
}
