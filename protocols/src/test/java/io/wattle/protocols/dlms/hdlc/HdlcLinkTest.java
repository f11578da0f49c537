package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.LinkDown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

/** Both stations against each other, on quiet lines and on bad ones. */
class HdlcLinkTest {
    private static final byte GET_RESPONSE = (byte) 0xC4; // no push, which would answer nothing
    private static final HdlcSettings SETTINGS = HdlcSettings.defaults()
            .withResponse(Duration.ofMillis(500), 4)
            .withPauses(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(5));
    private static final HdlcAddress METER = HdlcServerLink.address(NoisyLine.METER);

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
            apdu[0] = GET_RESPONSE;
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
            apdu[0] = GET_RESPONSE;
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

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void shouldTakeAPushInAnUnnumberedFrameBesideTheAnswer(boolean last) {
        byte[] push = {ApduTag.DATA_NOTIFICATION, 1, 2, 3};
        byte[] frames = ByteBufUtil.getBytes(Unpooled.wrappedBuffer(unnumbered(push, last),
                unnumbered(new byte[] {GET_RESPONSE, 9}, last), unnumbered(new byte[0], last)));
        boolean[] pushes = {false};
        NoisyLine line = noisy(SETTINGS.withSizes(32, 1), SETTINGS.withSizes(32, 1), METER, bytes -> bytes, bytes -> {
            boolean now = pushes[0];
            pushes[0] = false;
            return now ? ByteBufUtil.getBytes(Unpooled.wrappedBuffer(frames, bytes)) : bytes;
        });
        line.pass(10);
        byte[] question = new byte[80];
        question[0] = GET_RESPONSE;
        pushes[0] = true;
        line.ask(question, 1);
        line.pass(3_000);

        assertThat(line.heardByClient).containsExactly(push, question);
        assertThat(line.heardByMeter).containsExactly(question);
        assertThat(line.downs).isEmpty();
    }

    /** In a turn of its own, or in that of the answer. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void shouldPollOnForTheAnswerBehindAPushInTheFormOfOne(boolean together) {
        byte[] push = {(byte) ApduTag.GENERAL_GLO_CIPHERING, 1};
        byte[] reply = {(byte) ApduTag.GENERAL_GLO_CIPHERING, 2};
        NoisyLine line = quiet(SETTINGS.withSizes(64, 3), SETTINGS.withSizes(64, 3));
        line.noAnswer = apdu -> apdu[1] == 1;
        line.pass(10);
        for (int question = 1; question <= 3; question++) {
            line.answers = _ -> {
                if (together) {
                    line.meterSays(push);
                }
                return together ? reply : push;
            };
            line.ask(reply, 1);
            line.pass(20);
            if (!together) {
                line.meterSays(reply);
            }
            line.pass(500); // not the five seconds of a line on which nothing is awaited
            assertThat(line.heardByClient).hasSize(2 * question).endsWith(push, reply);
        }
        assertThat(line.heardByMeter).hasSize(3);
        assertThat(line.downs).isEmpty();
    }

    @Test
    void shouldWaitForNoAnswerToAConfirmation() {
        AtomicInteger writes = new AtomicInteger();
        NoisyLine line = noisy(SETTINGS, SETTINGS, METER, bytes -> {
            writes.incrementAndGet();
            return bytes;
        }, bytes -> bytes);
        line.answers = apdu -> apdu[0] == GET_RESPONSE ? apdu : new byte[0];
        line.pass(10);
        int before = writes.get();
        byte[] confirmation = {(byte) ApduTag.GENERAL_GLO_CIPHERING, 1};
        line.client.writeOutbound(new AddressedApdu(1, 1, confirmation).unanswered());
        line.pass(1_000);
        assertThat(line.heardByMeter).containsExactly(confirmation);
        assertThat(writes).hasValue(before + 1); // one frame, and no poll behind it

        line.ask(new byte[] {GET_RESPONSE, 1}, 1);
        line.client.writeOutbound(new AddressedApdu(1, 1, confirmation).unanswered()); // while an answer is awaited
        line.pass(200);
        assertThat(line.heardByClient).containsExactly(new byte[] {GET_RESPONSE, 1});
        assertThat(line.heardByMeter).hasSize(3).endsWith(confirmation);
        assertThat(line.downs).isEmpty();
    }

    private static byte[] unnumbered(byte[] apdu, boolean last) {
        ByteBuf out = Unpooled.buffer();
        new HdlcFrame(HdlcAddress.oneByte(1), METER, false, new HdlcControl.Unnumbered(HdlcControl.Kind.UI, last),
                LogicalLink.headed(LogicalLink.response(), apdu)).write(out);
        return ByteBufUtil.getBytes(out);
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
}
