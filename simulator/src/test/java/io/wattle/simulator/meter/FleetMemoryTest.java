package io.wattle.simulator.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wattle.simulator.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetMemoryTest {
    private static final FleetMark MARK = new FleetMark(77, 3, 0, 0, 0);
    private static final int COPY_BYTES = FleetSlot.copyBytes(MeterMemory.STATE_BYTES);

    @TempDir
    private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("fleet.nvram");
    }

    @Test
    void shouldBeEmptyWhenNew() {
        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            assertThat(memory.timeLastSeen()).isEmpty();
            assertThat(memory.slot(0).recall()).isEmpty();
            assertThat(memory.slot(2).recall()).isEmpty();
        }
        assertThat(FleetMemory.timeLastSeen(file)).isEmpty();
        assertThat(FleetMemory.timeLastSeen(folder.resolve("nothing"))).isEmpty();
    }

    @Test
    void shouldGiveBackTheLastStateOfEachMeterAfterReopening() {
        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            memory.slot(0).keep(state(1), 1_000);
            memory.slot(0).keep(state(2), 3_000);
            memory.slot(2).keep(state(9), 2_000);
        }

        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            assertThat(memory.slot(0).recall()).hasValue(state(2));
            assertThat(memory.slot(1).recall()).isEmpty();
            assertThat(memory.slot(2).recall()).hasValue(state(9));
            assertThat(memory.timeLastSeen()).hasValue(Instant.ofEpochMilli(3_000));
        }
        assertThat(FleetMemory.timeLastSeen(file)).hasValue(Instant.ofEpochMilli(3_000));
    }

    /** A kill can stop the writing of a copy after any byte: then the state before it must still be there. */
    @Test
    void shouldFallBackOnTheFormerStateWhereverTheLastCopyIsTorn() throws IOException {
        keep(3);
        byte[] before = Files.readAllBytes(file);
        keep(4);
        byte[] after = Files.readAllBytes(file);
        int copyAt = FleetHeader.HEADER_BYTES + COPY_BYTES; // sequence 3: the odd copy
        int tornMax = lastDifference(before, after, copyAt);

        for (int written = 0; written < tornMax; written++) {
            byte[] torn = before.clone();
            System.arraycopy(after, copyAt, torn, copyAt, written);
            Files.write(file, torn);
            assertThat(recalled()).as("%d bytes written", written).isEqualTo(state(3));
        }
        Files.write(file, after);
        assertThat(recalled()).isEqualTo(state(4));
    }

    @Test
    void shouldUseTheOtherCopyWhicheverByteOfOneIsDamaged() throws IOException {
        keep(3);
        keep(4);
        byte[] whole = Files.readAllBytes(file);

        for (int at = 0; at < 2 * COPY_BYTES; at++) {
            byte[] damaged = whole.clone();
            damaged[FleetHeader.HEADER_BYTES + at] ^= 0x40;
            Files.write(file, damaged);
            assertThat(recalled()[0]).as("byte %d damaged", at).isIn((byte) 3, (byte) 4);
        }
    }

    @Test
    void shouldGoOnRisingAfterItFellBack() throws IOException {
        keep(3);
        keep(4);
        damage(FleetHeader.HEADER_BYTES + 9);
        byte[] fallenBack = recalled();
        keep(5);
        keep(6);

        assertThat(fallenBack[0]).isIn((byte) 3, (byte) 4);
        assertThat(recalled()).isEqualTo(state(6));
    }

    @Test
    void shouldNameFileAndMeterWhenBothCopiesAreDamaged() throws IOException {
        keep(3);
        damage(FleetHeader.HEADER_BYTES + 9);
        damage(FleetHeader.HEADER_BYTES + COPY_BYTES + 9);

        assertRefused(MARK, "slot 0 is damaged");
    }

    /** Only the very first state of a meter can be torn next to a blank copy, and then nobody was answered yet. */
    @Test
    void shouldTakeAMeterForNewWhoseFirstStateWasTorn() throws IOException {
        FleetMemory.open(file, MARK).close();
        write(FleetHeader.HEADER_BYTES + COPY_BYTES, new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 42});

        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            assertThat(memory.slot(0).recall()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"78, 3, 0, 0, 0", "77, 4, 0, 0, 0", "77, 3, 2, 0, 0", "77, 3, 0, 2, 0", "77, 3, 0, 0, 1"})
    void shouldRefuseTheFileOfAnotherFleet(long seed, int meters, int waterEvery, int gasEvery, int stsEvery) {
        FleetMemory.open(file, MARK).close();

        assertRefused(new FleetMark(seed, meters, waterEvery, gasEvery, stsEvery),
                "belongs to a fleet with seed 77, 3 meters, water every 0, gas every 0, STS every 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 17, 25, 29, 33})
    void shouldRefuseADamagedHeader(int at) throws IOException {
        FleetMemory.open(file, MARK).close();
        damage(at);

        assertRefused(MARK, "header is damaged");
    }

    @Test
    void shouldRefuseWhatIsNoFleetMemory() throws IOException {
        Files.writeString(file, "no such thing");
        assertRefused(MARK, "too short for a header, has 13 bytes");
        Files.write(file, new byte[10_000]);
        assertRefused(MARK, "is not a fleet memory");
        assertThatExceptionOfType(FleetMemoryException.class).isThrownBy(() -> FleetMemory.timeLastSeen(file))
                .withMessageContaining("is not a fleet memory");
    }

    @Test
    void shouldRefuseAFormatItDoesNotKnow() throws IOException {
        FleetMemory.open(file, MARK).close();
        write(8, new byte[] {0, 0, 0, 9});

        assertRefused(MARK, "has format version 9, needed is 2");
    }

    @Test
    void shouldRefuseAFileThatWasCutShort() throws IOException {
        FleetMemory.open(file, MARK).close();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));

        assertRefused(MARK, "has 300 bytes, needs 1048");
    }

    @Test
    void shouldRefuseAFileThatIsInUse() {
        try (FleetMemory first = FleetMemory.open(file, MARK)) {
            assertRefused(MARK, "is in use by this process");
            first.slot(1).keep(state(1), 5);
            assertThat(first.slot(1).recall()).hasValue(state(1));
        }
    }

    @Test
    void shouldFailLoudlyWhenAMeterIsAskedAfterClosing() {
        ManualClock clock = new ManualClock();
        FleetMemory memory = FleetMemory.open(file, MARK);
        SimulatedMeter meter = TestMeters.electricity(clock, memory.slot(0));
        memory.close();
        memory.close();
        clock.advance(Duration.ofHours(1));

        assertThatIllegalStateException().isThrownBy(meter::truth);
    }

    @Test
    void shouldHoldEverythingAMeterAcknowledged() {
        ManualClock clock = new ManualClock();
        MeterTruth before;
        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            SimulatedMeter meter = TestMeters.electricity(clock, memory.slot(1));
            clock.advance(Duration.ofDays(2));
            TestMeters.credit(meter, 5_000);
            TestMeters.relay(meter, TestMeters.DISCONNECT);
            meter.acceptInvocationCounter(77);
            before = meter.truth();
        }

        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            SimulatedMeter meter = TestMeters.electricity(clock, memory.slot(1));
            assertThat(meter.truth()).isEqualTo(before);
            assertThat(meter.acceptInvocationCounter(77)).isFalse();
            assertThat(meter.acceptInvocationCounter(78)).isTrue();
            assertThat(memory.timeLastSeen()).hasValue(before.at());
        }
    }

    private void keep(int mark) {
        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            memory.slot(0).keep(state(mark), mark);
        }
    }

    private byte[] recalled() {
        try (FleetMemory memory = FleetMemory.open(file, MARK)) {
            return memory.slot(0).recall().orElseThrow();
        }
    }

    private void assertRefused(FleetMark mark, String reason) {
        assertThatExceptionOfType(FleetMemoryException.class).isThrownBy(() -> FleetMemory.open(file, mark))
                .withMessageContaining(file.toString())
                .withMessageContaining(reason);
    }

    private void damage(int at) throws IOException {
        write(at, new byte[] {(byte) (Files.readAllBytes(file)[at] ^ 0x40)});
    }

    private void write(int at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private static byte[] state(int mark) {
        byte[] state = new byte[MeterMemory.STATE_BYTES];
        Arrays.fill(state, (byte) mark);
        return state;
    }

    /** How many bytes of the copy at {@code copyAt} must be written until it is whole. */
    private static int lastDifference(byte[] before, byte[] after, int copyAt) {
        int bytes = COPY_BYTES;
        while (before[copyAt + bytes - 1] == after[copyAt + bytes - 1]) {
            bytes--;
        }
        return bytes;
    }
}
