package io.wattle.ledger.quantity;

/**
 * Volume of gas in litres. It is no {@link Volume}: a litre of it has a price of its own, and pays for no water.
 *
 * <p>Immutable, safe for any thread.
 */
public record Gas(long gasLitres) implements Quantity {

    @Override
    public long value() {
        return gasLitres;
    }

    @Override
    public Unit unit() {
        return Unit.GAS_LITRE;
    }

    @Override
    public String toString() {
        return gasLitres + " l of gas";
    }
}
