package io.wattle.ledger.quantity;

/**
 * Money.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param amountMinor in the currency's minor unit, such as cents
 * @param currency ISO 4217 code
 */
public record Money(long amountMinor, String currency) implements Quantity {

    public Money {
        Unit.money(currency);
    }

    @Override
    public long value() {
        return amountMinor;
    }

    @Override
    public Unit unit() {
        return Unit.money(currency);
    }

    @Override
    public String toString() {
        return amountMinor + " " + currency + " minor";
    }
}
