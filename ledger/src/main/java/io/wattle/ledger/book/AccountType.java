package io.wattle.ledger.book;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account is for. The number goes into the journal and is never used again for another type.
 *
 * <p>One signed figure an account: value moves from the account that falls to the account that rises. Where value comes
 * from is therefore negative, where it ends is positive.
 *
 * <p>Safe for any thread.
 */
public enum AccountType {
    /** Money that came in from outside; falls as money is taken. Owner: the channel, or tender and cashier shift or vault. */
    CASH(1, Limit.NONE),
    /** A customer's money in the system. Owner: the customer account. */
    WALLET(2, Limit.NOT_NEGATIVE_UNLESS_ALLOWED),
    /** Sales of energy or water, as money. Owner: the tariff, or a component of it. */
    REVENUE(3, Limit.NONE),
    /** Where units come from when they are sold; falls. Owner: the tariff. */
    UNITS_SOLD(4, Limit.NOT_POSITIVE),
    /** Units on their way and not yet proved in the meter: pending. Owner: the meter. */
    CREDIT_IN_TRANSIT(5, Limit.NOT_NEGATIVE),
    /** What the meter holds; equals the balance of the last accepted reading. Owner: the meter. */
    CREDIT_ON_METER(6, Limit.NONE),
    /** Used, by the register. Owner: the meter. */
    CONSUMED(7, Limit.NONE),
    /** What a meter held when it was first read; falls. Owner: the meter. */
    OPENING_BALANCE(8, Limit.NONE),
    /** Suspense: balance that rose with no transaction behind it; falls as it is found. Owner: the meter. */
    UNBACKED_CREDIT(9, Limit.NONE),
    /** Balance that fell with no consumption behind it. Owner: the meter. */
    SHORTFALL(10, Limit.NONE),
    /** Units whose window has passed and that no reading has shown. Owner: the meter. */
    EXPIRED_CREDIT(11, Limit.NOT_NEGATIVE),
    /** Emergency credit that was granted and not yet repaid; falls when granted. Owner: the meter. */
    EMERGENCY_CREDIT(12, Limit.NOT_POSITIVE),
    /** Money that a customer owes for emergency credit used; falls as it is owed. Owner: the customer account. */
    EMERGENCY_RECEIVABLE(13, Limit.NOT_POSITIVE),
    /** Money that a customer owes; falls as it is owed. Owner: the customer account; nobody posts to it by hand. */
    ARREARS(14, Limit.NOT_POSITIVE),
    /** A customer's deposit, apart from the wallet. Owner: the customer account. */
    DEPOSIT(15, Limit.NOT_NEGATIVE),
    /** Tax taken for the state. Owner: the tax rate. */
    TAX_PAYABLE(16, Limit.NONE),
    /** Value of cards activated and not yet redeemed, always exactly; nobody posts to it by hand. Owner: the batch. */
    CARD_LIABILITY(17, Limit.NOT_NEGATIVE),
    /** Balance taken away or given by an engineer's act: clear credit, adjustment. Owner: the meter. */
    ENGINEERING(18, Limit.NONE),
    /** What the meter itself took off as standing charges. Owner: the meter. */
    METER_CHARGES(19, Limit.NONE),
    /** Units whose tokens were made for a meter that is never read: no reading will prove them. Owner: the meter. */
    TOKENS_HANDED_OVER(20, Limit.NOT_NEGATIVE),
    /** What a customer has left in units, if his balance lives here; below zero for used and not paid. Owner: the customer account. */
    SERVER_UNITS(45, Limit.NONE),
    /** What was given for nothing to a balance that lives here; falls. Owner: the meter. */
    FREE_CREDIT(46, Limit.NOT_POSITIVE),
    /** What was given away to win customers; falls. Owner: the campaign. */
    MARKETING_EXPENSE(30, Limit.NOT_POSITIVE),
    /** What was counted at the end of shifts beyond what should be there; below zero if less was. Owner: the cashier. */
    OVER_SHORT(40, Limit.NONE),
    /** What a vendor has paid in and not sold yet. Owner: the vendor. */
    MERCHANT_ACCOUNT(41, Limit.NOT_NEGATIVE),
    /** What a vendor has earned in open shifts, until it is paid into his float. Owner: the vendor. */
    VENDOR_COMMISSION(42, Limit.NOT_NEGATIVE),
    /** What selling through vendors costs; falls. Owner: the vendor. */
    COMMISSION_EXPENSE(43, Limit.NOT_POSITIVE);

    /** How far an account may go; always checked, at deciding as a refusal and at applying as a broken ledger. */
    public enum Limit {
        NONE, NOT_NEGATIVE, NOT_POSITIVE,
        /** Not below zero, or not below the overdraft that was granted to the account. */
        NOT_NEGATIVE_UNLESS_ALLOWED
    }

    private static final @Nullable AccountType[] BY_NUMBER = new AccountType[256];

    static {
        for (AccountType type : values()) {
            BY_NUMBER[type.number] = type;
        }
    }

    private final int number;
    private final Limit limit;

    AccountType(int number, Limit limit) {
        this.number = number;
        this.limit = limit;
    }

    /** The type of that number; empty when there is none. */
    public static Optional<AccountType> ofNumber(int number) {
        return number < 0 || number >= BY_NUMBER.length
                ? Optional.empty()
                : Optional.ofNullable(BY_NUMBER[number]);
    }

    /** As it stands in the journal, 1..255. */
    public int number() {
        return number;
    }

    /** How far accounts of this type may go. */
    public Limit limit() {
        return limit;
    }
}
