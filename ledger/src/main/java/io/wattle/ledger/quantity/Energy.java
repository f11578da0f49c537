package io.wattle.ledger.quantity;

/**
 * Active energy in watt-hours.
 *
 * <p>Immutable, safe for any thread.
 */
public record Energy(long energyWh) implements Quantity {

    @Override
    public long value() {
        return energyWh;
    }

    @Override
    public Unit unit() {
        return Unit.WATT_HOUR;
    }

    @Override
    public String toString() {
        return energyWh + " Wh";
    }
}
