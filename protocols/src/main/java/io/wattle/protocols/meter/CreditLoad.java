package io.wattle.protocols.meter;

/**
 * An order to raise a meter's balance.
 *
 * @param reference who ordered it, for the meter's own log where it keeps one; never a secret
 * @param amount how much to add, above zero, in the kind of unit that the meter's balance has
 */
public record CreditLoad(String reference, MeterQuantity amount) {

    public CreditLoad {
        if (amount.value() <= 0) {
            throw new IllegalArgumentException("amount must be above zero, was: " + amount);
        }
    }
}
