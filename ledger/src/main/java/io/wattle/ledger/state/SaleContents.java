package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Conversion;

/** What a command about sales by plan says, as words; a part of {@link Contents}. Pure. */
public final class SaleContents {

    private SaleContents() {}

    public static String[] of(Command.PayIntoWallet command) {
        return kept(command.meter(), command.tender());
    }

    public static String[] of(Command.ConvertWallet command) {
        return converted(command.meter(), command.conversion());
    }

    static String[] of(Fact.WalletConverted fact) {
        return converted(fact.meter(), fact.how());
    }

    static String[] kept(String meter, Money tender) {
        return new String[] {"into wallet", meter, Long.toString(tender.amountMinor()), tender.currency()};
    }

    private static String[] converted(String meter, Conversion conversion) {
        return switch (conversion) {
            case Conversion.All _ -> new String[] {"convert", meter, "all"};
            case Conversion.FreeUnits _ -> new String[] {"convert", meter, "free units"};
            case Conversion.Amount(Money money) ->
                new String[] {"convert", meter, Long.toString(money.amountMinor()), money.currency()};
            case Conversion.Units(var units) ->
                new String[] {"convert units", meter, Long.toString(units.value()), units.unit().code()};
        };
    }
}
