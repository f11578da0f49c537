package io.wattle.protocols.optical;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.optical.message.BlockCheck;
import io.wattle.protocols.optical.message.Control;
import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.DataSets;
import io.wattle.protocols.optical.message.Deadline;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.message.Message;
import io.wattle.protocols.optical.message.MessageReader;
import io.wattle.protocols.optical.message.Trouble;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any bytes, whole and spoilt. */
class MessageFuzzTest {
    private static final int CHARS_MAX = 4_000;

    @Provide
    Arbitrary<List<DataSet>> readOuts() {
        StringArbitrary text = Arbitraries.strings().withCharRange(' ', '~').excludeChars('(', ')', '*', '!', '/');
        Arbitrary<DataSet> set = Combinators.combine(text.ofMinLength(1).ofMaxLength(16), text.ofMaxLength(32),
                text.ofMaxLength(16)).as(DataSet::new);
        return set.list().ofMaxSize(20);
    }

    @Property(tries = 300)
    void shouldReadBackWhatAMeterSays(@ForAll("readOuts") List<DataSet> sets) throws IOException {
        byte[] wire = BlockCheck.sealed(Control.STX, DataSets.readOut(sets), Control.ETX);

        assertThat(read(wire)).isInstanceOfSatisfying(Message.Block.class,
                block -> assertThat(DataSets.parse(block.body())).isEqualTo(new DataSets.Parsed.Good(sets)));
    }

    @Property(tries = 1_000)
    void shouldNeverTakeABlockOfWhichOneCharacterWasChanged(@ForAll("readOuts") List<DataSet> sets,
            @ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(min = 1, max = 127) int change)
            throws IOException {
        byte[] wire = BlockCheck.sealed(Control.STX, DataSets.readOut(sets), Control.ETX);
        byte[] spoilt = wire.clone();
        // Not the first: that is what a message is known by.
        int changed = 1 + at % (wire.length - 1);
        spoilt[changed] ^= (byte) change;
        // An end out of nothing makes a shorter block, and what stands behind it may be its check by chance.
        Assume.that(!isSealed(spoilt, changed));

        assertThat(read(spoilt)).as("%s", HexText.of(spoilt)).isNotInstanceOf(Message.Block.class);
    }

    private static boolean isSealed(byte[] wire, int end) {
        boolean isEnd = wire[end] == Control.ETX || wire[end] == Control.EOT;
        return isEnd && end + 1 < wire.length
                && wire[end + 1] == BlockCheck.of(new String(wire, 1, end, StandardCharsets.US_ASCII));
    }

    @Property(tries = 1_000)
    void shouldTakeNothingThatIsCutShort(@ForAll("readOuts") List<DataSet> sets,
            @ForAll @IntRange(max = 100_000) int at) throws IOException {
        byte[] wire = BlockCheck.sealed(Control.STX, DataSets.readOut(sets), Control.ETX);

        assertThat(read(Arrays.copyOf(wire, at % wire.length))).isInstanceOf(Message.Bad.class);
    }

    @Property(tries = 2_000)
    void shouldSayOfAnyNoiseWhatItIs(@ForAll @Size(max = 3_000) byte[] noise) throws IOException {
        Message message = read(noise);
        assertThat(message).isNotNull();
        reader(noise).identification();
        reader(noise).plainReadOut();
    }

    @Property(tries = 2_000)
    void shouldParseOrRefuseAnyBody(@ForAll String body) {
        switch (DataSets.parse(body)) {
            case DataSets.Parsed.Good(List<DataSet> sets) -> assertThat(sets).hasSizeLessThanOrEqualTo(body.length());
            case DataSets.Parsed.Malformed(String reason) -> assertThat(reason).startsWith("character ");
        }
        Identification.parse(body).ifPresent(found -> assertThat(found.baud()).isBetween(300, 19_200));
    }

    @Example
    void shouldNotTakeMoreThanItsLimit() throws IOException {
        byte[] wire = BlockCheck.sealed(Control.STX, "1.8.0(" + "1".repeat(CHARS_MAX) + ")", Control.ETX);

        assertThat(read(wire)).isInstanceOfSatisfying(Message.Bad.class,
                bad -> assertThat(bad.trouble()).isEqualTo(Trouble.TOO_LONG));
        assertThat(DataSets.parse("1.8.0(" + "1".repeat(129) + ")")).isInstanceOfSatisfying(
                DataSets.Parsed.Malformed.class, bad -> assertThat(bad.reason()).contains("value", "128", "129"));
        assertThat(DataSets.parse("1(1)".repeat(DataSets.COUNT_MAX + 1))).isInstanceOf(DataSets.Parsed.Malformed.class);
    }

    @Example
    void shouldNameWrongParity() throws IOException {
        byte[] wire = BlockCheck.sealed(Control.STX, "1.8.0(1)", Control.ETX);
        wire[3] |= (byte) 0x80;

        assertThat(read(wire)).isInstanceOfSatisfying(Message.Bad.class,
                bad -> assertThat(bad.trouble()).isEqualTo(Trouble.WRONG_PARITY));
    }

    @Example
    void shouldEndAConversationHoweverSlowlyCharactersTrickleIn() throws IOException {
        MessageReader reader = new MessageReader(new Trickle(), Duration.ofSeconds(1), Duration.ofSeconds(1), CHARS_MAX,
                Deadline.after(Duration.ofMillis(100)));

        assertThat(reader.message()).isInstanceOfSatisfying(Message.Bad.class,
                bad -> assertThat(bad.trouble()).isEqualTo(Trouble.CUT_SHORT));
    }

    @Example
    void shouldCheckABlockAsTheStandardDoes() {
        // 02 30 2E 30 28 31 29 03: the exclusive or of all behind STX, with ETX, by hand.
        assertThat((int) BlockCheck.of("0.0(1)" + Control.ETX)).isEqualTo(
                '0' ^ '.' ^ '0' ^ '(' ^ '1' ^ ')' ^ 3);
        assertThat(Optional.of(BlockCheck.sealed(Control.SOH, "B0", Control.ETX)).map(HexText::of))
                .contains("01423003 71");
    }

    private static Message read(byte[] wire) throws IOException {
        return reader(wire).message();
    }

    private static MessageReader reader(byte[] wire) {
        return new MessageReader(new Recorded(wire), Duration.ofMillis(1), Duration.ofMillis(1), CHARS_MAX,
                Deadline.after(Duration.ofSeconds(20)));
    }

    private static final class HexText {
        static String of(byte[] bytes) {
            String hex = HexFormat.of().formatHex(bytes);
            return hex.substring(0, hex.length() - 2) + " " + hex.substring(hex.length() - 2);
        }
    }

    /** Gives what it was given, a few bytes at a time, and then nothing. */
    private static class Recorded implements SerialLine {
        private final byte[] wire;
        private int at;

        Recorded(byte[] wire) {
            this.wire = wire;
        }

        @Override
        public void configure(LineSettings settings) {}

        @Override
        public int read(byte[] into, int offset, int length, Duration patience) {
            int count = Math.min(Math.min(7, length), wire.length - at);
            System.arraycopy(wire, at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public void write(byte[] bytes) {
            throw new AssertionError("nothing is to be sent: " + new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void discardInput() {}

        @Override
        public void close() {}
    }

    /** A character now and then, for ever. */
    private static final class Trickle extends Recorded {
        private boolean begun;

        Trickle() {
            super(new byte[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length, Duration patience) {
            into[offset] = begun ? (byte) '1' : (byte) Control.STX;
            begun = true;
            long until = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return 1;
        }
    }
}
