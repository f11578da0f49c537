package io.wattle.headend.bench;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import java.time.Duration;
import java.time.Instant;

/** A town of meters in a ledger. For one thread. */
final class Population {
    private static final long OPENING_WH = 100_000;
    private static final long USED_WH = 100;
    /** Readings are a minute apart, and all of them are over. */
    private static final Duration FIRST_AGO = Duration.ofDays(30);

    private final Ledger ledger;
    private final long meters;
    private final Instant first = Instant.now().minus(FIRST_AGO);

    Population(Ledger ledger, long meters) {
        this.ledger = ledger;
        this.meters = meters;
    }

    /** Makes every meter known, with a first balance. */
    void found() throws InterruptedException {
        Submitters.all(ledger, meters, number -> BenchLedger.register(BenchLedger.meter(number)));
        read(0);
    }

    /** Makes every meter known, with two balances. */
    void met() throws InterruptedException {
        found();
        read(1);
    }

    /** Reads every meter once more: so much was used since the pass before. */
    void read(int pass) throws InterruptedException {
        Submitters.all(ledger, meters, number -> reading(number, pass));
    }

    /** Takes a payment for every meter. The credits stay under way. */
    void pay(int pass) throws InterruptedException {
        Submitters.all(ledger, meters, number -> BenchLedger.pay("K-" + pass + "-" + number,
                BenchLedger.meter(number), BenchLedger.TENDER_MINOR));
    }

    private Command reading(long number, int pass) {
        return BenchLedger.read(BenchLedger.meter(number), first.plus(Duration.ofMinutes(pass)), USED_WH * pass,
                OPENING_WH - USED_WH * pass);
    }
}
