package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.Fcs16;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Information;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Kind;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Ready;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Unnumbered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames out of bytes, however they are cut, glued, preceded or damaged. */
class HdlcFramerTest {
    private static final HdlcAddress CLIENT = HdlcAddress.oneByte(16);
    private static final HdlcAddress METER = new HdlcAddress(1, 17, 4);
    private static final HdlcFrame SNRM = HdlcFrame.bare(METER, CLIENT, new Unnumbered(Kind.SNRM, true));
    private static final HdlcFrame DATA = new HdlcFrame(CLIENT, METER, true, new Information(3, 5, false),
            new byte[] {0x7E, (byte) 0xA0, 0x0A, 0x7E, 0});

    private final HdlcCounts counts = new HdlcCounts();

    @Test
    void shouldReadAndWriteTheFramesThatOthersPublished() throws IOException {
        List<String[]> published = published();
        assertThat(published).hasSize(5);
        for (String[] fields : published) {
            HdlcFrame frame = new HdlcFrame(address(fields[2]), address(fields[3]), false,
                    HdlcControl.read(Integer.parseInt(fields[4], 16)).orElseThrow(),
                    HexFormat.of().parseHex(fields[5]));
            byte[] bytes = HexFormat.of().parseHex(fields[1]);
            assertThat(decode(bytes)).as(fields[0]).containsExactly(frame);
            assertThat(encode(frame)).as(fields[0]).isEqualTo(bytes);
        }
    }

    @Test
    void shouldComputeTheCheckValueOfTheCatalogue() {
        // CRC-16/IBM-SDLC (X-25), https://reveng.sourceforge.io/crc-catalogue/16.htm: check="123456789" is 0x906e
        ByteBuf digits = Unpooled.copiedBuffer("123456789", StandardCharsets.US_ASCII);
        assertThat(Fcs16.of(digits, 0, 9)).isEqualTo(0x906E);
    }

    @Test
    void shouldFindTheSameFramesInEverySplit() {
        byte[] bytes = joined(new byte[] {0x55, 0x7E, 0x7E}, encode(SNRM), encode(DATA));
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(decode(Arrays.copyOf(bytes, first), Arrays.copyOfRange(bytes, first, second),
                        Arrays.copyOfRange(bytes, second, bytes.length))).containsExactly(SNRM, DATA);
            }
        }
    }

    @Test
    void shouldTakeOneFlagBetweenTwoFrames() {
        byte[] second = encode(DATA);
        assertThat(decode(encode(SNRM), Arrays.copyOfRange(second, 1, second.length))).containsExactly(SNRM, DATA);
    }

    @Test
    void shouldNotWaitForALengthThatNoHeaderCheckStandsFor() {
        assertThat(decode(new byte[] {0x7E, (byte) 0xA7, (byte) 0xFF, 0x03, 0x21, 0x10, 0, 0}, encode(SNRM)))
                .containsExactly(SNRM);
        assertThat(counts.skippedBytes()).isPositive();
    }

    @Test
    void shouldDropAndCountAFrameWhoseCheckIsWrongAndReadTheNext() {
        byte[] bad = encode(DATA);
        bad[bad.length - 5] ^= 1;
        assertThat(decode(bad, encode(SNRM))).containsExactly(SNRM);
        assertThat(counts.badFrames()).isEqualTo(1);
    }

    @Test
    void shouldFindTheNextFrameWhenBytesOfOneWereLost() {
        byte[] whole = encode(DATA);
        for (int lost = 0; lost < whole.length; lost++) {
            byte[] cut = joined(Arrays.copyOf(whole, lost), Arrays.copyOfRange(whole, lost + 1, whole.length));
            // A lost closing flag is made up for by the opening flag of the next frame.
            assertThat(decode(cut, encode(SNRM))).as("without byte %d", lost).endsWith(SNRM);
        }
    }

    @Test
    void shouldRefuseAFrameAboveTheLimitBeforeItsBytesCome() {
        HdlcFrame big = new HdlcFrame(CLIENT, METER, false, new Information(0, 0, true), new byte[200]);
        EmbeddedChannel channel = new EmbeddedChannel(new HdlcFramer(100, Duration.ofSeconds(1), counts));
        channel.writeInbound(Unpooled.wrappedBuffer(encode(big), encode(SNRM)));
        assertThat(channel.<Object>readInbound()).isEqualTo(SNRM);
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldGiveUpAFrameThatDoesNotGoOn() {
        EmbeddedChannel channel = new EmbeddedChannel(
                new HdlcFramer(HdlcFrame.LENGTH_MAX, Duration.ofMillis(500), counts));
        byte[] whole = encode(DATA);
        channel.freezeTime();
        channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(whole, 12)));
        channel.advanceTimeBy(499, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(counts.skippedBytes()).isZero();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(counts.skippedBytes()).isEqualTo(11); // its flag was no rubbish

        channel.writeInbound(Unpooled.wrappedBuffer(whole));
        assertThat(channel.<Object>readInbound()).isEqualTo(DATA);
        channel.finishAndReleaseAll();
    }

    @Property(tries = 500)
    void shouldDecodeWhatItEncodes(@ForAll("frames") HdlcFrame frame) {
        assertThat(decode(encode(frame))).containsExactly(frame);
    }

    @Property(tries = 500)
    void shouldSurviveAnyDamageAndFindTheFrameBehindIt(@ForAll("frames") HdlcFrame frame,
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 0xFFFFFF) Integer> damage,
            @ForAll @Size(max = 40) byte[] rubbish, @ForAll @IntRange(min = 1, max = 50) int piece) {
        byte[] bytes = joined(rubbish, encode(frame));
        for (int change : damage) {
            bytes[(change >>> 8) % bytes.length] = (byte) change;
        }
        EmbeddedChannel channel = new EmbeddedChannel(
                new HdlcFramer(HdlcFrame.LENGTH_MAX, Duration.ofSeconds(1), counts));
        channel.freezeTime();
        for (int from = 0; from < bytes.length; from += piece) {
            channel.writeInbound(Unpooled.wrappedBuffer(
                    Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece))));
        }
        channel.advanceTimeBy(1, TimeUnit.SECONDS); // whatever was begun there does not go on
        channel.runScheduledPendingTasks();
        channel.writeInbound(Unpooled.wrappedBuffer(encode(SNRM)));

        assertThat(new ArrayList<>(channel.inboundMessages())).endsWith(SNRM)
                .hasSizeLessThanOrEqualTo(2 + rubbish.length / 9);
        channel.finishAndReleaseAll();
    }

    @Property(tries = 500)
    void shouldSurviveAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(decode(bytes)).hasSizeLessThan(40);
    }

    @Provide
    Arbitrary<HdlcFrame> frames() {
        Arbitrary<HdlcControl> controls = Arbitraries.oneOf(
                Combinators.combine(number(), number(), Arbitraries.of(true, false)).as(Information::new),
                Combinators.combine(number(), Arbitraries.of(true, false)).as(Ready::new),
                Combinators.combine(number(), Arbitraries.of(true, false)).as(HdlcControl.NotReady::new),
                Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(true, false)).as(Unnumbered::new));
        return Combinators.combine(addresses(), addresses(), Arbitraries.of(true, false), controls,
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300)).as(HdlcFrame::new);
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.integers().between(0, 7);
    }

    private static Arbitrary<HdlcAddress> addresses() {
        Arbitrary<Integer> seven = Arbitraries.integers().between(0, 127);
        Arbitrary<Integer> fourteen = Arbitraries.integers().between(0, 16_383);
        return Arbitraries.oneOf(seven.map(HdlcAddress::oneByte),
                Combinators.combine(seven, seven).as((upper, lower) -> new HdlcAddress(upper, lower, 2)),
                Combinators.combine(fourteen, fourteen).as((upper, lower) -> new HdlcAddress(upper, lower, 4)));
    }

    private List<Object> decode(byte[]... parts) {
        EmbeddedChannel channel = new EmbeddedChannel(
                new HdlcFramer(HdlcFrame.LENGTH_MAX, Duration.ofSeconds(1), counts));
        for (byte[] part : parts) {
            channel.writeInbound(Unpooled.wrappedBuffer(part));
        }
        List<Object> messages = new ArrayList<>(channel.inboundMessages());
        channel.finishAndReleaseAll();
        return messages;
    }

    private static byte[] encode(HdlcFrame frame) {
        ByteBuf out = Unpooled.buffer();
        frame.write(out);
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] joined(byte[]... parts) {
        return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(parts));
    }

    private static HdlcAddress address(String text) {
        String[] parts = text.split("/");
        return new HdlcAddress(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    private static List<String[]> published() throws IOException {
        try (InputStream in = HdlcFramerTest.class.getResourceAsStream("public-frames.csv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(";", -1))
                    .toList();
        }
    }
}
