package io.wattle.ledger.account;

import io.wattle.ledger.book.AccountType;

/**
 * How money of one account is moved without a sale. The number (ordinal) goes into the journal. Safe for any thread.
 */
public enum MoneyMove {
    /** A customer leaves a deposit, apart from the wallet. */
    DEPOSIT_TAKEN(AccountType.CASH, AccountType.DEPOSIT),
    /** The customer gets it back. */
    DEPOSIT_REFUNDED(AccountType.DEPOSIT, AccountType.CASH),
    DEPOSIT_TO_WALLET(AccountType.DEPOSIT, AccountType.WALLET),
    /** A fee that is no energy, by the name of its item. */
    CHARGE(AccountType.WALLET, AccountType.REVENUE),
    /** To the wallet of another account, by its number. */
    TRANSFER(AccountType.WALLET, AccountType.WALLET),
    /** The customer gets money of the wallet back. */
    REFUND(AccountType.WALLET, AccountType.CASH),
    /** Money comes in for a debt, by its name. */
    DEBT_PAID(AccountType.CASH, AccountType.ARREARS),
    /** The wallet pays a debt, by its name. */
    DEBT_FROM_WALLET(AccountType.WALLET, AccountType.ARREARS),
    /** The wallet pays for emergency credit that was used. */
    EMERGENCY_FROM_WALLET(AccountType.WALLET, AccountType.EMERGENCY_RECEIVABLE);

    private final AccountType from;
    private final AccountType to;

    MoneyMove(AccountType from, AccountType to) {
        this.from = from;
        this.to = to;
    }

    /** Where the money comes from. */
    public AccountType from() {
        return from;
    }

    /** Where it goes. */
    public AccountType to() {
        return to;
    }

    /** Whether money comes in from outside, or goes out. */
    public boolean isCash() {
        return from == AccountType.CASH || to == AccountType.CASH;
    }

    /** Whether it is about something besides the account: an item, another account, a debt. */
    public boolean namesOther() {
        return this == CHARGE || this == TRANSFER || paysDebt();
    }

    /** Whether it pays a debt that has a name. */
    public boolean paysDebt() {
        return to == AccountType.ARREARS;
    }

    /** Whether a person has to do it: all that gives money away which came in before. */
    public boolean byHandOnly() {
        return from != AccountType.CASH && this != CHARGE;
    }

    /** Whether it may still be done after the customer has moved out: only what empties the account. */
    public boolean afterClosing() {
        return this != DEPOSIT_TAKEN && this != DEPOSIT_TO_WALLET && this != CHARGE;
    }
}
