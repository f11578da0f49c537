package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.LinkDown;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Information;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Kind;
import io.wattle.protocols.dlms.hdlc.HdlcControl.NotReady;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Ready;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Unnumbered;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Either station against one that breaks the rules, or uses those that are seldom used. */
class HdlcRulesTest {
    private static final HdlcSettings SETTINGS = HdlcSettings.defaults()
            .withResponse(Duration.ofMillis(500), 4)
            .withPauses(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(5));
    private static final HdlcAddress METER = HdlcServerLink.address(NoisyLine.METER);
    private static final HdlcAddress CLIENT = HdlcAddress.oneByte(1);

    @Test
    void shouldEndWhenTheMeterRejectsOrHasNoLink() {
        for (Kind kind : List.of(Kind.FRMR, Kind.DM)) {
            ClientBench bench = new ClientBench();
            bench.ask(new byte[] {1});
            bench.hear(new Unnumbered(kind, true), new byte[0]);
            assertThat(bench.channel.<Object>readInbound()).isInstanceOfSatisfying(LinkDown.class,
                    down -> assertThat(down.silent()).isFalse());
        }
    }

    @Test
    void shouldEndWhenTheMeterAcknowledgesWhatWasNeverSent() {
        ClientBench bench = new ClientBench();
        bench.ask(new byte[] {1});
        bench.hear(new Ready(5, true), new byte[0]);
        assertThat(bench.channel.<Object>readInbound())
                .isEqualTo(new LinkDown(false, "meter acknowledged frame 5, which was not sent"));
    }

    @Test
    void shouldEndWhenTheMeterSendsMoreThanAgreed() {
        ClientBench bench = new ClientBench();
        bench.ask(new byte[] {1});
        bench.hear(new Information(0, 1, true), new byte[129]);
        assertThat(bench.channel.<Object>readInbound())
                .isEqualTo(new LinkDown(false, "meter sent more than was agreed"));
    }

    @Test
    void shouldWaitForAMeterThatIsNotReady() {
        ClientBench bench = new ClientBench();
        bench.ask(new byte[] {1});
        assertThat(bench.said()).singleElement().isEqualTo(new Information(0, 0, true));
        bench.hear(new NotReady(0, true), new byte[0]);
        assertThat(bench.said()).isEmpty();
        bench.pass(50);
        assertThat(bench.said()).containsExactly(new Ready(0, true));
        bench.hear(new Ready(0, true), new byte[0]);
        bench.pass(50);
        assertThat(bench.said()).containsExactly(new Information(0, 0, true));
    }

    @Test
    void shouldRefuseALinkWhoseLimitsMakeNoSense() {
        for (String limits : List.of("818003050105", "8180040501", "818006070400000000", "82800305010F")) {
            NoisyLine line = quiet();
            HdlcFrame frame = new HdlcFrame(METER, CLIENT, false, new Unnumbered(Kind.SNRM, true),
                    HexFormat.of().parseHex(limits));
            assertThat(answer(line.meter, frame)).as(limits).isEqualTo(new Unnumbered(Kind.DM, true));
        }
    }

    @Test
    void shouldRejectAFrameThatBreaksTheRulesAndEndTheLink() {
        NoisyLine line = quiet();
        line.pass(10);
        assertThat(answer(line.meter, HdlcFrame.bare(METER, CLIENT, new Ready(3, true))))
                .isEqualTo(new Unnumbered(Kind.FRMR, true));
        assertThat(answer(line.meter, HdlcFrame.bare(METER, CLIENT, new Ready(0, true))))
                .isEqualTo(new Unnumbered(Kind.DM, true));
        assertThat(line.ended).containsExactly(new LinkEnded(1, NoisyLine.METER));
    }

    @Test
    void shouldAnswerNobodyWhoReadsNoAnswers() {
        NoisyLine line = quiet();
        HdlcFrame frame = HdlcFrame.bare(METER, CLIENT, new Unnumbered(Kind.DISC, true));
        assertThat(answer(line.meter, frame)).isEqualTo(new Unnumbered(Kind.DM, true));
        line.meter.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        line.meter.writeInbound(bytes(frame));
        assertThat(controls(line.meter)).isEmpty();
        line.meter.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        assertThat(answer(line.meter, frame)).isEqualTo(new Unnumbered(Kind.DM, true));
    }

    private static NoisyLine quiet() {
        return new NoisyLine(SETTINGS, SETTINGS, METER, bytes -> bytes, bytes -> bytes);
    }

    private static HdlcControl answer(EmbeddedChannel meter, HdlcFrame frame) {
        meter.releaseOutbound();
        meter.writeInbound(bytes(frame));
        return controls(meter).getFirst();
    }

    private static ByteBuf bytes(HdlcFrame frame) {
        ByteBuf out = Unpooled.buffer();
        frame.write(out);
        return out;
    }

    private static List<HdlcControl> controls(EmbeddedChannel from) {
        EmbeddedChannel reader = new EmbeddedChannel(
                new HdlcFramer(HdlcFrame.LENGTH_MAX, Duration.ofSeconds(1), new HdlcCounts()));
        for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            reader.writeInbound(bytes);
        }
        return reader.inboundMessages().stream().map(frame -> ((HdlcFrame) frame).control()).toList();
    }

    /** A client whose meter is played by the test. */
    private static final class ClientBench {
        private final EmbeddedChannel channel = new EmbeddedChannel();

        ClientBench() {
            HdlcClientLink link = new HdlcClientLink(1, METER, SETTINGS.withSizes(128, 1), 65_535, new HdlcCounts());
            link.addTo(channel.pipeline());
            channel.freezeTime();
            var raised = link.raise();
            hear(new Unnumbered(Kind.UA, true), new byte[0]);
            assertThat(raised).isCompletedWithValue(Optional.empty());
            channel.releaseOutbound();
        }

        void ask(byte[] apdu) {
            channel.writeOutbound(new AddressedApdu(1, 1, apdu));
        }

        void hear(HdlcControl control, byte[] information) {
            ByteBuf out = Unpooled.buffer();
            new HdlcFrame(CLIENT, METER, false, control, information).write(out);
            channel.writeInbound(out);
        }

        void pass(int millis) {
            channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }

        List<HdlcControl> said() {
            return controls(channel);
        }
    }
}
