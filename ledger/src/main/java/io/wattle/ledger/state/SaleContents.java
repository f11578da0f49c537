package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtAdded;
import io.wattle.ledger.entry.AddDebt;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;

/** What a command about sales by plan says, as words; a part of {@link Contents}. */
final class SaleContents {

    private SaleContents() {}

    static String[] of(Command.PayIntoWallet command) {
        return kept(command.meter(), command.tender());
    }

    static String[] of(Command.ConvertWallet command) {
        return converted(command.meter(), command.conversion());
    }

    static String[] of(AddDebt command) {
        return debt(command.account(), command.debt(), command.amount(), command.reason());
    }

    static String[] of(Fact.WalletConverted fact) {
        return converted(fact.meter(), fact.how());
    }

    static String[] of(DebtAdded fact) {
        return debt(fact.account(), fact.debt(), fact.amount(), fact.reason());
    }

    static String[] kept(String meter, Money tender) {
        return new String[] {"into wallet", meter, Long.toString(tender.amountMinor()), tender.currency()};
    }

    private static String[] converted(String meter, Conversion conversion) {
        return switch (conversion) {
            case Conversion.All _ -> new String[] {"convert", meter, "all"};
            case Conversion.Amount(Money money) ->
                new String[] {"convert", meter, Long.toString(money.amountMinor()), money.currency()};
            case Conversion.Units(var units) ->
                new String[] {"convert units", meter, Long.toString(units.value()), units.unit().code()};
        };
    }

    private static String[] debt(String account, Debt debt, Money amount, String reason) {
        return new String[] {"debt", account, debt.name(), debt.since().toString(), Long.toString(debt.sharePpm()),
                Long.toString(debt.monthMinorMax()), Integer.toString(debt.priority()),
                Long.toString(amount.amountMinor()), amount.currency(), reason};
    }
}
