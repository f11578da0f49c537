package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both stations against each other, on quiet lines and on bad ones; and against meters that break the rules. */
class HdlcLinkTest {
    private static final HdlcSettings SETTINGS = HdlcSettings.defaults()
            .withResponse(Duration.ofMillis(500), 4)
            .withPauses(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(5));
    private static final HdlcAddress METER = HdlcServerLink.address(NoisyLine.METER);
    private static final HdlcAddress CLIENT = HdlcAddress.oneByte(1);

    private final List<NoisyLine> lines = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"128,1,128,1", "2030,1,128,7", "64,7,64,7", "32,3,2030,2", "512,7,512,7"})
    void shouldCarryLongApdusBothWaysInWhateverSizesAreAgreed(int ours, int ourWindow, int theirs, int theirWindow) {
        NoisyLine line = quiet(SETTINGS.withSizes(ours, ourWindow), SETTINGS.withSizes(theirs, theirWindow));
        line.pass(0);
        assertThat(line.raised).isCompletedWithValue(Optional.empty());
        for (int length : List.of(1, 29, 125, 126, 2_000, 9_000)) {
            byte[] apdu = new byte[length];
            new Random(length).nextBytes(apdu);
            line.ask(apdu, 1);
            line.pass(100);
            assertThat(line.heardByMeter.getLast()).isEqualTo(apdu);
            assertThat(line.heardByClient.getLast()).isEqualTo(apdu);
        }
        assertThat(line.heardByClient).hasSize(6);
        assertThat(line.counts.repeats()).isZero();
    }

    /** Whatever gets lost, spoilt or doubled: each APDU is heard once or the link says that it is down. */
    @Property(tries = 300)
    void shouldHearEachApduOnceOnABadLine(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int badPercent,
            @ForAll @IntRange(min = 1, max = 7) int window) {
        Random random = new Random(seed);
        UnaryOperator<byte[]> fate = bytes -> fate(bytes, random, badPercent);
        HdlcSettings settings = SETTINGS.withSizes(64, window).withResponse(Duration.ofMillis(500), 10);
        NoisyLine line = noisy(settings, settings, METER, fate, fate);
        line.pass(5_000);
        if (!isUp(line)) {
            assertThat(badPercent).isPositive();
            return;
        }
        for (int question = 1; question <= 5; question++) {
            byte[] apdu = new byte[question * 77];
            random.nextBytes(apdu);
            line.ask(apdu, 1);
            line.pass(40_000);
            if (!line.downs.isEmpty()) {
                assertThat(badPercent).isPositive();
                assertThat(line.heardByMeter).hasSizeBetween(question - 1, question);
                return;
            }
            assertThat(line.heardByMeter).hasSize(question);
            assertThat(line.heardByClient).hasSize(question);
            assertThat(line.heardByMeter.getLast()).isEqualTo(apdu);
            assertThat(line.heardByClient.getLast()).isEqualTo(apdu);
        }
    }

    @Test
    void shouldSendAgainWhatGotLostEitherWay() {
        for (int lost = 2; lost < 9; lost++) {
            AtomicInteger number = new AtomicInteger();
            int victim = lost;
            UnaryOperator<byte[]> fate = bytes -> number.getAndIncrement() == victim ? new byte[0] : bytes;
            NoisyLine line = noisy(SETTINGS.withSizes(32, 1), SETTINGS.withSizes(32, 1), METER, fate, fate);
            line.pass(10);
            line.ask(new byte[80], 1);
            line.pass(3_000);
            assertThat(line.heardByMeter).as("write %d lost", lost).hasSize(1);
            assertThat(line.heardByClient).as("write %d lost", lost).hasSize(1);
            assertThat(line.counts.repeats()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayThatNobodyAnswersAfterItsTries() {
        AtomicInteger asked = new AtomicInteger();
        NoisyLine line = noisy(SETTINGS, SETTINGS, METER, bytes -> {
            asked.incrementAndGet();
            return new byte[0];
        }, bytes -> bytes);
        line.pass(1_980);
        assertThat(line.raised).isNotDone();
        line.pass(20);
        assertThat(line.raised).isCompletedWithValue(Optional.of("no answer to SNRM after 4 tries"));
        assertThat(asked).hasValue(4);
    }

    @Test
    void shouldSayThatAMeterFellSilent() {
        boolean[] cut = {false};
        NoisyLine line = noisy(SETTINGS, SETTINGS, METER, bytes -> cut[0] ? new byte[0] : bytes,
                bytes -> bytes);
        line.pass(10);
        cut[0] = true;
        line.ask(new byte[10], 1);
        line.pass(2_500);
        assertThat(line.downs).containsExactly(new LinkDown(true, "no answer on the link after 4 tries"));
    }

    @Test
    void shouldPollAMeterThatHasNoAnswerYet() {
        AtomicInteger polls = new AtomicInteger();
        NoisyLine line = noisy(SETTINGS, SETTINGS, METER, bytes -> {
            polls.incrementAndGet();
            return bytes;
        }, bytes -> bytes);
        line.answers = _ -> new byte[0];
        line.pass(10);
        line.ask(new byte[10], 1);
        line.pass(1_000);
        assertThat(line.heardByClient).isEmpty();
        assertThat(line.downs).isEmpty();
        assertThat(polls.get()).isBetween(15, 25); // every 50 ms, and no more
    }

    @Test
    void shouldKeepASilentLinkAlive() {
        NoisyLine line = quiet(SETTINGS, SETTINGS);
        line.pass(20_000);
        line.ask(new byte[] {7}, 1);
        line.pass(100);
        assertThat(line.heardByClient).hasSize(1);
        assertThat(line.counts.repeats()).isZero();
    }

    @Test
    void shouldTakeLeaveBeforeItCloses() {
        NoisyLine line = quiet(SETTINGS, SETTINGS);
        line.pass(10);
        var _ = line.client.pipeline().close(); // the channel itself would stop all timers
        assertThat(line.client.isOpen()).isTrue();
        line.pass(10);
        assertThat(line.client.isOpen()).isFalse();
        assertThat(line.ended).containsExactly(new LinkEnded(1, NoisyLine.METER));
    }

    @Test
    void shouldCloseWithoutALeaveThatNobodyTakes() {
        boolean[] cut = {false};
        NoisyLine line = noisy(SETTINGS, SETTINGS, METER, bytes -> cut[0] ? new byte[0] : bytes,
                bytes -> bytes);
        line.pass(10);
        cut[0] = true;
        line.ask(new byte[10], 1);
        var _ = line.client.pipeline().close(); // the channel itself would stop all timers
        line.pass(520);
        assertThat(line.client.isOpen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "5,0,1", "5,0,4", "1,20,2", "1,20,4", "2,17,2", "1,17,1"})
    void shouldBeSilentUnderAnAddressThatNobodyHas(int upper, int lower, int bytes) {
        boolean there = (upper == 5 && lower == 0) || (upper == 1 && lower == 20);
        HdlcAddress address = bytes == 1 ? HdlcAddress.oneByte(upper) : new HdlcAddress(upper, lower, bytes);
        NoisyLine line = noisy(SETTINGS, SETTINGS, address, b -> b, b -> b);
        line.pass(2_500);
        assertThat(isUp(line)).isEqualTo(there && !(upper == 5 && bytes == 4));
    }

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
            NoisyLine line = quiet(SETTINGS, SETTINGS);
            HdlcFrame frame = new HdlcFrame(METER, CLIENT, false, new Unnumbered(Kind.SNRM, true),
                    HexFormat.of().parseHex(limits));
            assertThat(answer(line.meter, frame)).as(limits).isEqualTo(new Unnumbered(Kind.DM, true));
        }
    }

    @Test
    void shouldRejectAFrameThatBreaksTheRulesAndEndTheLink() {
        NoisyLine line = quiet(SETTINGS, SETTINGS);
        line.pass(10);
        assertThat(answer(line.meter, HdlcFrame.bare(METER, CLIENT, new Ready(3, true))))
                .isEqualTo(new Unnumbered(Kind.FRMR, true));
        assertThat(answer(line.meter, HdlcFrame.bare(METER, CLIENT, new Ready(0, true))))
                .isEqualTo(new Unnumbered(Kind.DM, true));
        assertThat(line.ended).containsExactly(new LinkEnded(1, NoisyLine.METER));
    }

    @AfterEach
    @AfterTry
    void release() {
        lines.forEach(NoisyLine::close);
        lines.clear();
    }

    private NoisyLine quiet(HdlcSettings clients, HdlcSettings meters) {
        return noisy(clients, meters, METER, bytes -> bytes, bytes -> bytes);
    }

    private NoisyLine noisy(HdlcSettings clients, HdlcSettings meters, HdlcAddress address,
            UnaryOperator<byte[]> toMeter, UnaryOperator<byte[]> toClient) {
        NoisyLine line = new NoisyLine(clients, meters, address, toMeter, toClient);
        lines.add(line);
        return line;
    }

    private static boolean isUp(NoisyLine line) {
        return line.raised.isDone() && line.raised.join().isEmpty();
    }

    private static byte[] fate(byte[] bytes, Random random, int badPercent) {
        if (random.nextInt(100) >= badPercent) {
            return bytes;
        }
        byte[] spoilt = bytes.clone();
        return switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> {
                spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 + random.nextInt(255));
                yield spoilt;
            }
            case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> ByteBufUtil.getBytes(Unpooled.wrappedBuffer(bytes, bytes));
        };
    }

    private static HdlcControl answer(EmbeddedChannel meter, HdlcFrame frame) {
        meter.releaseOutbound();
        ByteBuf out = Unpooled.buffer();
        frame.write(out);
        meter.writeInbound(out);
        return controls(meter).getFirst();
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
