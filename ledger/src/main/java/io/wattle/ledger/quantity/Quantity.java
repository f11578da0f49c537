package io.wattle.ledger.quantity;

/**
 * An exact amount of something that the ledger keeps account of. May be negative. Overflow throws, never wraps.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Quantity permits Energy, Volume, Gas, Money {

    /** The bare number, in {@link #unit()}. */
    long value();

    Unit unit();

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the units differ
     */
    default Quantity plus(Quantity other) {
        return unit().of(Math.addExact(value(), sameUnit(other).value()));
    }

    /**
     * The difference.
     *
     * @throws IllegalArgumentException if the units differ
     */
    default Quantity minus(Quantity other) {
        return unit().of(Math.subtractExact(value(), sameUnit(other).value()));
    }

    default Quantity negated() {
        return unit().of(Math.negateExact(value()));
    }

    default boolean isPositive() {
        return value() > 0;
    }

    default boolean isZero() {
        return value() == 0;
    }

    private Quantity sameUnit(Quantity other) {
        if (!unit().equals(other.unit())) {
            throw new IllegalArgumentException("units differ: " + unit().code() + " and " + other.unit().code());
        }
        return other;
    }
}
