package io.wattle.headend.bench;

import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.verify.BalanceVerifier;
import io.wattle.ledger.verify.MeterTrail;
import io.wattle.ledger.verify.PendingCredit;
import io.wattle.ledger.verify.Verdict;
import io.wattle.ledger.verify.Weighing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final Energy NONE = new Energy(0);

    /** What a reading is weighed against. */
    private record Case(Optional<MeterTrail> trail, Quantity register, Optional<Quantity> balance,
            List<PendingCredit> pending, int findings) {}

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
                Weighing weighing = verifier.weigh(one.trail, one.register, one.balance, one.pending);
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
            case Verdict.Unbacked v -> 1;
            case Verdict.Shortfall v -> 1;
        };
    }

    private static Case next(Random random) {
        int kind = random.nextInt(1000);
        long register = 1_000_000L + random.nextInt(100_000_000);
        long balance = 500_000L + random.nextInt(500_000);
        long used = random.nextInt(2_000);
        List<PendingCredit> pending = kind < 900 ? List.of() : pending(random);
        long shown = balance - used;
        if (kind >= 900 && kind < 990) {
            shown += pending.stream().mapToLong(credit -> credit.amount().value()).sum();
        }
        boolean finding = kind >= 990;
        if (finding) {
            shown += kind % 2 == 0 ? 77_777 : -77_777; // no sum of credits
        }
        return new Case(Optional.of(new MeterTrail(new Energy(register), Optional.of(new Energy(balance)), NONE, NONE)),
                new Energy(register + used), Optional.of(new Energy(shown)), pending, finding ? 1 : 0);
    }

    private static List<PendingCredit> pending(Random random) {
        List<PendingCredit> pending = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            pending.add(new PendingCredit("C-" + i, new Energy((1 + random.nextInt(40)) * 2_500L), false));
        }
        return List.copyOf(pending);
    }
}
