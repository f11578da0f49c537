package io.wattle.headend.bench;

import io.wattle.headend.bench.Submitters.Done;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.state.CreditStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One round of readings through a ledger, each verified and durable. Every reading shows 100 Wh used since the one
 * before. One meter in ten has a credit under way when the round begins, which its first reading proves; one reading in
 * 500 shows 10 kWh that nobody sold, and becomes a finding.
 */
final class ReadingRound {
    private static final int METERS_EACH = 3_000;
    private static final int CREDITED_EVERY = 10;
    static final int FRAUD_EVERY = 500;
    private static final long USED_WH = 100;
    private static final long FRAUD_WH = 10_000;
    private static final long OPENING_WH = 1_000_000_000;
    /** Readings are a second apart; the last of the longest round is still before now. */
    private static final Duration FIRST_AGO = Duration.ofHours(12);
    private static final long ANSWER_TIMEOUT_S = 60;

    private ReadingRound() {}

    /** Runs one in the folder, which is removed in the end. */
    static Done run(Path folder, long durationNs) throws InterruptedException {
        Instant first = Instant.now().minus(FIRST_AGO);
        Done done;
        try (Ledger ledger = CreditRound.open(folder, METERS_EACH)) {
            Submitters.all(ledger, meters(), number -> reading(first, number, 0));
            sendCredits(ledger);
            done = Submitters.run(ledger, (submitter, turn) -> reading(first,
                    turn % METERS_EACH * Submitters.COUNT + submitter, 1 + turn / METERS_EACH),
                    Long.MAX_VALUE, durationNs);
        }
        Scratch.remove(folder);
        return done;
    }

    private static long meters() {
        return (long) METERS_EACH * Submitters.COUNT;
    }

    private static void sendCredits(Ledger ledger) throws InterruptedException {
        Submitters.all(ledger, meters() / CREDITED_EVERY, number -> BenchLedger.pay("K-" + number,
                BenchLedger.meter(number * CREDITED_EVERY), BenchLedger.TENDER_MINOR));
        List<CreditStatus> credits;
        try {
            credits = ledger.ask(view -> List.copyOf(view.openCredits())).get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("the ledger does not say which credits are open", e);
        }
        Submitters.all(ledger, credits.size(), number -> {
            CreditStatus credit = credits.get((int) number);
            return BenchLedger.start(credit.meter(), credit.creditId());
        });
    }

    private static Command reading(Instant first, long meter, long pass) {
        long used = USED_WH * pass;
        long credited = pass > 0 && meter % CREDITED_EVERY == 0
                ? (long) BenchLedger.TENDER_MINOR * BenchLedger.WH_PER_CENT
                : 0;
        return BenchLedger.read(BenchLedger.meter(meter), first.plusSeconds(pass), used,
                OPENING_WH - used + credited + FRAUD_WH * fraudsUpTo(pass, meter));
    }

    /** How many of the passes from 1 on are those in which this meter cheats. */
    static long fraudsUpTo(long pass, long meter) {
        long own = meter % FRAUD_EVERY;
        return (pass + FRAUD_EVERY - own) / FRAUD_EVERY - (own == 0 ? 1 : 0);
    }
}
