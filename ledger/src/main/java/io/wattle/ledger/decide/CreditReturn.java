package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.TAX_PAYABLE;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.vending.TaxShare;
import java.util.List;

/** What becomes of units that were sold and did not stay in the meter, and of their price. Pure. */
final class CreditReturn {

    private CreditReturn() {}

    /** The sale, backwards: the units return to where they came from, the money to the wallet, or to what is owed for it. */
    static Fact takenBack(MeterState meter, CreditState credit, LedgerState state) {
        return back(credit, new Transfers(meter.meter)
                .move(credit.account(), meter.meter, UNITS_SOLD, credit.tariff(), credit.remaining()),
                credit.priceOfRemaining().amountMinor(), credit.taxesOfRemaining(), owed(credit, state));
    }

    /** The same for all of a credit that was in the meter, and of which as much is in an account of the meter again. */
    static Fact givenBack(MeterState meter, CreditState credit, AccountType from) {
        return back(credit, new Transfers(meter.meter)
                .move(from, meter.meter, UNITS_SOLD, credit.tariff(), credit.amount), credit.price.amountMinor(),
                credit.taxes(), 0);
    }

    /** What of its price was never paid: of emergency credit, as long as it is owed. */
    private static long owed(CreditState credit, LedgerState state) {
        return credit.isLent()
                ? -state.balance(new AccountKey(EMERGENCY_RECEIVABLE, credit.accountNumber(), credit.price.unit()))
                        .value()
                : 0;
    }

    private static Fact back(CreditState credit, Transfers transfers, long price,
            List<TaxShare> taxes, long owed) {
        long net = price;
        for (TaxShare tax : taxes) {
            transfers.move(TAX_PAYABLE, tax.name(), WALLET, credit.accountNumber(),
                    new Money(tax.amountMinor(), credit.price.currency()));
            net -= tax.amountMinor();
        }
        long ended = Math.min(net, owed);
        return transfers
                .move(REVENUE, credit.tariff(), EMERGENCY_RECEIVABLE, credit.accountNumber(),
                        new Money(ended, credit.price.currency()))
                .move(REVENUE, credit.tariff(), WALLET, credit.accountNumber(),
                        new Money(net - ended, credit.price.currency()))
                .posted();
    }
}
