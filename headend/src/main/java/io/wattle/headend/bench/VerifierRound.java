package io.wattle.headend.bench;

import io.wattle.ledger.verify.BalanceVerifier;
import io.wattle.ledger.verify.MeterTerms;
import io.wattle.ledger.verify.MeterTrail;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.Pending;
import io.wattle.ledger.verify.PendingChange;
import io.wattle.ledger.verify.Used;
import io.wattle.ledger.verify.Verdict;
import io.wattle.ledger.verify.Weighing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * The pure verifier on one core, without ledger or journal. Of 1000 readings 900 come from meters with nothing pending,
 * 90 prove one to three pending credits, and 10 do not add up, half of them upwards.
 */
final class VerifierRound {
    private static final int CASES = 1 << 16;
    /** How often the clock is looked at. */
    private static final int STRIDE = 1 << 12;
    private static final long TOLERANCE_WH = 5;
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = BEFORE.plusSeconds(3600);

    /** What a reading is weighed against. */
    private record Case(Optional<MeterTrail> trail, long register, OptionalLong balance, Pending pending,
            int findings) {}

    private final List<Case> cases = new ArrayList<>();

    VerifierRound(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            cases.add(next(random));
        }
    }

    /** Weighs for so long. Returns decisions per second. */
    double perSecond(long durationNs) {
        BalanceVerifier verifier = new BalanceVerifier(TOLERANCE_WH);
        long began = System.nanoTime();
        long decided = 0;
        long wrong = 0;
        while (System.nanoTime() - began < durationNs) {
            for (int i = 0; i < STRIDE; i++) {
                Case one = cases.get((int) (decided++ & (CASES - 1)));
                Weighing weighing = verifier.weigh(MeterTerms.PLAIN, one.trail, NOW, one.register, one.balance,
                        one.pending);
                wrong += findings(weighing.verdict()) ^ one.findings;
            }
        }
        long elapsedNs = System.nanoTime() - began;
        if (wrong > 0) {
            throw new BenchException(wrong + " of " + decided + " verdicts were wrong");
        }
        return decided * 1e9 / elapsedNs;
    }

    private static int findings(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NoBalance v -> 0;
            case Verdict.FirstBalance v -> 0;
            case Verdict.Quiet v -> 0;
            case Verdict.Explained v -> 0;
            case Verdict.Cleared v -> 0;
            case Verdict.Unbacked v -> 1;
            case Verdict.Shortfall v -> 1;
        };
    }

    private static Case next(Random random) {
        int kind = random.nextInt(1000);
        long register = 1_000_000L + random.nextInt(100_000_000);
        long balance = 500_000L + random.nextInt(500_000);
        long used = random.nextInt(2_000);
        List<PendingChange> pending = kind < 900 ? List.of() : pending(random);
        long shown = balance - used;
        if (kind >= 900 && kind < 990) {
            shown += pending.stream().mapToLong(PendingChange::amount).sum();
        }
        boolean finding = kind >= 990;
        if (finding) {
            shown += kind % 2 == 0 ? 77_777 : -77_777; // no sum of credits
        }
        MeterTrail trail = new MeterTrail(BEFORE, register, Optional.of(new LastBalance(BEFORE, BEFORE, balance)),
                Used.NOTHING, 0, false);
        return new Case(Optional.of(trail), register + used, OptionalLong.of(shown),
                pending.isEmpty() ? Pending.NOTHING : Pending.of(pending), finding ? 1 : 0);
    }

    private static List<PendingChange> pending(Random random) {
        List<PendingChange> pending = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            pending.add(new PendingChange("C-" + i, PendingChange.Kind.CREDIT, (1 + random.nextInt(40)) * 2_500L,
                    PendingChange.Word.NONE));
        }
        return List.copyOf(pending);
    }
}
