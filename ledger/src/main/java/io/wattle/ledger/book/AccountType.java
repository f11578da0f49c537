package io.wattle.ledger.book;

/**
 * What an account is for. The number goes into the journal and is never used again for another type.
 *
 * <p>One signed figure an account: value moves from the account that falls to the account that rises.
 */
public enum AccountType {
    /** Money that came in from outside, per tender; falls as money is taken. Owner: the tender. */
    CASH(1),
    /** A customer's money in the system. Owner: the customer account. Never negative. */
    WALLET(2),
    /** Sales of energy or water, as money. Owner: the tariff. */
    REVENUE(3),
    /** Where units come from when they are sold; falls. Owner: the tariff. */
    UNITS_SOLD(4),
    /** Units sold and not yet proved in the meter. Owner: the meter. Never negative. */
    CREDIT_IN_TRANSIT(5),
    /** What the meter holds; equals the balance of the last accepted reading. Owner: the meter. */
    CREDIT_ON_METER(6),
    /** Units used. Owner: the meter. */
    CONSUMED(7),
    /** What a meter held when it was first read; falls. Owner: the meter. */
    OPENING_BALANCE(8),
    /** Balance that rose with no transaction behind it; falls as it is found. Owner: the meter. */
    UNBACKED_CREDIT(9),
    /** Balance that fell with no consumption behind it. Owner: the meter. */
    SHORTFALL(10);

    private final int number;

    AccountType(int number) {
        this.number = number;
    }

    /** As it stands in the journal, 1..255. */
    public int number() {
        return number;
    }
}
