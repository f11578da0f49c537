package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.ARREARS;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.sale.Worth;
import java.util.List;
import java.util.Optional;

/**
 * Something that becomes money when a customer leaves. Immutable. Immutable, safe for any thread.
 *
 * @param units that he has left, below zero for units used and not paid; empty for standing fees
 * @param tariff whose revenue it is
 * @param money with taxes, not below zero: his if units are left, else owed
 * @param taxes those in it
 */
public record Settled(Optional<Quantity> units, String tariff, Money money, List<QuoteLine> taxes) {

    static Settled fees(String tariff, Worth worth, String currency) {
        return new Settled(Optional.empty(), tariff, new Money(worth.totalMinor(), currency), worth.taxes());
    }

    boolean isHis() {
        return units.filter(Quantity::isPositive).isPresent();
    }

    boolean isOwed() {
        return !isHis() && money.isPositive();
    }

    /** The money, out of revenue and taxes, or into them as a debt. */
    public void move(String account, Transfers transfers) {
        long net = money.amountMinor();
        for (QuoteLine tax : taxes) {
            net -= tax.amountMinor();
            move(TAX_PAYABLE, tax.name(), tax.amountMinor(), account, transfers);
        }
        move(REVENUE, tariff, net, account, transfers);
    }

    private void move(AccountType whose, String owner, long minor, String account, Transfers transfers) {
        Money part = new Money(minor, money.currency());
        if (isHis()) {
            transfers.move(whose, owner, WALLET, account, part);
        } else {
            transfers.move(ARREARS, account, whose, owner, part);
        }
    }
}
