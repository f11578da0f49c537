package io.wattle.headend.bench;

import io.wattle.headend.bench.Submitters.Done;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.journal.JournalCursor;
import io.wattle.ledger.journal.JournalFrame;
import io.wattle.ledger.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One round of payments through a ledger that begins empty: each takes money, sells units and puts a credit on its way
 * to a meter, under an idempotency key of its own.
 *
 * @param frames what the payments became on disk, in order
 */
record CreditRound(Done done, List<FrameShape> frames) {
    /** Meters for each second: at up to this many times the pending credits a second no meter has too many of them. */
    private static final int METERS_A_SECOND = 40_000;

    /** Runs one in the folder, which is removed in the end. */
    static CreditRound run(Path folder, long durationNs) throws InterruptedException {
        int metersEach = metersEach(durationNs);
        Done done;
        try (Ledger ledger = open(folder, metersEach)) {
            done = Submitters.run(ledger, payments(metersEach),
                    (long) metersEach * BenchLedger.PENDING_CREDITS_MAX, durationNs);
        }
        CreditRound round = new CreditRound(done, frames(folder, (long) metersEach * Submitters.COUNT));
        long onDisk = round.frames.stream().mapToLong(FrameShape::records).sum();
        if (onDisk != done.accepted()) {
            throw new BenchException("accepted " + done.accepted() + " payments, in the journal are " + onDisk);
        }
        Scratch.remove(folder);
        return round;
    }

    /** A ledger in a new folder that knows so many meters for each submitter. */
    static Ledger open(Path folder, int metersEach) throws InterruptedException {
        Ledger ledger = BenchLedger.open(folder);
        try {
            Submitters.all(ledger, (long) metersEach * Submitters.COUNT,
                    number -> BenchLedger.register(BenchLedger.meter(number)));
            return ledger;
        } catch (InterruptedException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    static int metersEach(long durationNs) {
        return (int) Math.max(1, METERS_A_SECOND * durationNs / 1_000_000_000L / Submitters.COUNT);
    }

    private static Submitters.Work payments(int metersEach) {
        return (submitter, turn) -> BenchLedger.pay("K-" + submitter + "-" + turn,
                BenchLedger.meter(turn % metersEach * Submitters.COUNT + submitter), BenchLedger.TENDER_MINOR);
    }

    private static List<FrameShape> frames(Path folder, long entriesBefore) {
        List<FrameShape> shapes = new ArrayList<>();
        try (JournalCursor cursor = JournalReader.open(folder).frames()) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                if (frame.get().firstSequence() > entriesBefore) {
                    shapes.add(FrameShape.of(frame.get()));
                }
                frame = cursor.next();
            }
        }
        return shapes;
    }
}
