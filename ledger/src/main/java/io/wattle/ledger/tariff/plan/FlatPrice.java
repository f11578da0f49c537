package io.wattle.ledger.tariff.plan;

/**
 * One rate for every unit.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param rateMicro 1..{@value Component#RATE_MAX}
 */
public record FlatPrice(long rateMicro) implements UnitPrice {
    public FlatPrice {
        Exact.within("rate", rateMicro, 1, RATE_MAX);
    }
}
