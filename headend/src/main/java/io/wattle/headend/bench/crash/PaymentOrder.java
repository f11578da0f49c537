package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchLedger;
import io.wattle.ledger.entry.Command;
import java.util.SplittableRandom;

/**
 * A payment that one of the payers makes at one of its turns. It follows from the seed alone, so that parent and child
 * know it both, before a kill and after it.
 *
 * @param key idempotency key, never of two turns
 * @param tenderMinor in cents, 1..500
 */
record PaymentOrder(String key, String meter, long tenderMinor) {
    static final int PAYERS = 4;
    static final int METERS = 64;
    private static final int TENDER_MAX = 500;

    static PaymentOrder of(long seed, int payer, long turn) {
        SplittableRandom random = new SplittableRandom(seed ^ (turn * PAYERS + payer) * 0x9E3779B97F4A7C15L);
        return new PaymentOrder("K-" + payer + "-" + turn, BenchLedger.meter(random.nextInt(METERS)),
                1 + random.nextInt(TENDER_MAX));
    }

    Command command() {
        return BenchLedger.pay(key, meter, tenderMinor);
    }

    /** What it buys. */
    long unitsWh() {
        return tenderMinor * BenchLedger.WH_PER_CENT;
    }
}
