package io.wattle.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Acknowledged means durable, shown on a disk that fails in every way that is known: power cuts at any step, kills, forces
 * that fail, tails torn and out of order. Runs everywhere; {@link PowerCutTest} shows the same on a real file system.
 */
class AcknowledgedLawTest {
    private static final int DISKS = 400;
    private static final int LIVES = 8;

    @Test
    void shouldLoseNothingAcknowledgedWhateverTheDiskDoes() {
        long seed = seed();
        for (int disk = 0; disk < DISKS; disk++) {
            assertThat(new Life(seed + disk, false).lostRecords()).as("-Dwattle.seed=%d", seed + disk).isZero();
        }
    }

    /** The same with a disk that forces nothing: if the law held here too, it would say nothing. */
    @Test
    void shouldFindOutADiskThatForcesNothing() {
        long seed = seed();
        long lost = 0;
        for (int disk = 0; disk < 20; disk++) {
            lost += new Life(seed + disk, true).lostRecords();
        }
        assertThat(lost).as("-Dwattle.seed=%d", seed).isPositive();
    }

    @Test
    void shouldTakeNothingMoreAfterAForceThatFailed() {
        FaultyDisk disk = new FaultyDisk(seed());
        Journal journal = disk.open();
        journal.append(record(1));
        disk.failForceAfter(0);
        assertThatThrownBy(() -> journal.append(record(2))).isInstanceOf(JournalBroken.class)
                .hasRootCauseMessage("the device did not take it");
        assertThatThrownBy(() -> journal.append(record(3))).isInstanceOf(JournalBroken.class);
        assertThat(journal.lastSequence()).isEqualTo(1);
        journal.close();
        Journal again = disk.open();
        assertThat(again.append(record(4))).isIn(2L, 3L); // the second may be there whole: nobody was told that it is
    }

    @Test
    void shouldRefuseClearlyWhenTheDiskIsFullAndGoOnWhenItIsNot() {
        FaultyDisk disk = new FaultyDisk(seed());
        Journal journal = disk.open();
        journal.append(record(1));
        disk.usableBytes(20);
        assertThatThrownBy(() -> journal.append(record(2))).isInstanceOf(DiskFull.class)
                .hasMessageContaining("20 bytes");
        assertThatThrownBy(disk::open).isInstanceOf(DiskFull.class);
        disk.usableBytes(1 << 30);
        Journal again = disk.open();
        assertThat(again.append(record(2))).isEqualTo(2);
    }

    @Test
    void shouldOpenFromAPlaceAndHandOverWhatIsBehindIt() {
        FaultyDisk disk = new FaultyDisk(seed());
        Journal journal = disk.open();
        journal.append(record(1));
        JournalPlace place = journal.end();
        journal.append(record(2));
        assertThat(disk.holds(place)).isTrue();
        assertThat(new FaultyDisk(2).holds(place)).isFalse();
        List<Long> replayed = new ArrayList<>();
        Journal again = disk.open(place, frame -> replayed.add(frame.firstSequence()));
        assertThat(replayed).containsExactly(2L);
        assertThat(again.lastSequence()).isEqualTo(2);
    }

    /** One disk through several lives of processes, each ended by something else. */
    private static final class Life {
        private final Random random;
        private final FaultyDisk disk;
        private long acknowledged;

        Life(long seed, boolean lying) {
            this.random = new Random(seed);
            this.disk = new FaultyDisk(seed);
            if (lying) {
                disk.lie();
            }
        }

        long lostRecords() {
            try {
                long lost = 0;
                for (int life = 0; life < LIVES && lost == 0; life++) {
                    lost = live();
                }
                return lost;
            } catch (JournalDamaged e) {
                return Math.max(1, acknowledged); // it says itself that something is gone
            }
        }

        /** What is missing at the start of this life; what a start has shown must stay too. */
        private long live() {
            Journal journal = disk.open();
            long found = requireInOrder(journal);
            if (found < acknowledged) {
                return acknowledged - found;
            }
            acknowledged = found;
            switch (random.nextInt(4)) {
                case 0 -> disk.cutPowerAfter(random.nextInt(60));
                case 1 -> disk.failForceAfter(random.nextInt(20));
                default -> {
                }
            }
            boolean broken = write(journal, 1 + random.nextInt(30));
            switch (random.nextInt(broken ? 2 : 3)) {
                case 0 -> disk.cutPower();
                case 1 -> disk.kill();
                default -> {
                    disk.steady();
                    journal.close();
                }
            }
            return 0;
        }

        /** Whether the journal broke. */
        private boolean write(Journal journal, int batches) {
            try {
                for (int i = 0; i < batches; i++) {
                    acknowledged = journal.append(batch(journal.lastSequence() + 1));
                }
                return false;
            } catch (JournalBroken e) {
                assertThat(journal.lastSequence()).isEqualTo(acknowledged);
                return true;
            }
        }

        private List<byte[]> batch(long first) {
            List<byte[]> batch = new ArrayList<>();
            for (long value = first; value <= first + random.nextInt(4); value++) {
                batch.add(ByteBuffer.allocate(8 + random.nextInt(3000)).putLong(value).array());
            }
            return batch;
        }
    }

    /** Each record is its own sequence. Returns the last one. */
    private static long requireInOrder(Journal journal) {
        long last = 0;
        try (JournalCursor cursor = journal.read(1)) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                for (byte[] record : frame.get().records()) {
                    assertThat(ByteBuffer.wrap(record).getLong()).isEqualTo(++last);
                }
                frame = cursor.next();
            }
        }
        return last;
    }

    private static List<byte[]> record(long value) {
        return List.of(ByteBuffer.allocate(100).putLong(value).array());
    }

    private static long seed() {
        long seed = Long.getLong("wattle.seed", System.nanoTime());
        System.out.println("AcknowledgedLawTest: -Dwattle.seed=" + seed);
        return seed;
    }
}
