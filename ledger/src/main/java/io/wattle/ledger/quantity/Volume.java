package io.wattle.ledger.quantity;

/**
 * Volume of water in litres.
 *
 * <p>Immutable, safe for any thread.
 */
public record Volume(long volumeLitres) implements Quantity {

    @Override
    public long value() {
        return volumeLitres;
    }

    @Override
    public Unit unit() {
        return Unit.LITRE;
    }

    @Override
    public String toString() {
        return volumeLitres + " l";
    }
}
