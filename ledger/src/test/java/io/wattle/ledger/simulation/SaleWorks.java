package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.DebtCommand.AddDebt;
import io.wattle.ledger.entry.DebtCommand.ChangePlan;
import io.wattle.ledger.entry.DebtCommand.ForgiveDebt;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import java.time.LocalDate;
import java.util.Random;

/** Fills wallets, spends them, and makes customers owe. */
final class SaleWorks {
    private static final String[] NAMES = {"connection", "meter", "old bill"};
    private final Random random;

    SaleWorks(Random random) {
        this.random = random;
    }

    Command intoWallet(Origin origin, String key, String meter, Money tender) {
        return new Command.PayIntoWallet(origin, key, meter, tender);
    }

    Command convert(Origin origin, String key, String meter) {
        return new Command.ConvertWallet(origin, key, meter, switch (random.nextInt(4)) {
            case 0 -> new Conversion.All();
            case 1 -> new Conversion.Amount(new Money(1 + random.nextInt(300), "USD"));
            case 2 -> new Conversion.FreeUnits();
            default -> new Conversion.Units(new Energy(100L * random.nextInt(8)));
        });
    }

    Command debt(Origin origin, String key) {
        Debt debt = random.nextBoolean()
                ? Debt.whole(NAMES[random.nextInt(NAMES.length)], LocalDate.of(2025, 12, 1))
                : new Debt(NAMES[random.nextInt(NAMES.length)], LocalDate.of(2025, 11, 1),
                        1 + random.nextInt(1_000_000), 1 + random.nextInt(5_000), random.nextInt(3));
        String account = World.ACCOUNTS.get(random.nextInt(2));
        String reason = "agreed with the customer";
        return switch (random.nextInt(4)) {
            case 0 -> new ForgiveDebt(origin, key, account, debt.name(), new Money(random.nextInt(300), "USD"), reason);
            case 1 -> new ChangePlan(origin, key, account, debt, reason);
            default -> new AddDebt(origin, key, account, debt, new Money(random.nextInt(3_000), "USD"), reason);
        };
    }

    static Command withKey(DebtCommand command, String key) {
        return switch (command) {
            case AddDebt c -> new AddDebt(c.origin(), key, c.account(), c.debt(), c.amount(), c.reason());
            case ForgiveDebt c -> new ForgiveDebt(c.origin(), key, c.account(), c.debt(), c.amount(), c.reason());
            case ChangePlan c -> new ChangePlan(c.origin(), key, c.account(), c.debt(), c.reason());
        };
    }

    static boolean fits(DebtCommand command, DebtFact fact) {
        return command.account().equals(fact.account()) && switch (command) {
            case AddDebt c -> fact instanceof DebtFact.DebtAdded f && f.debt().equals(c.debt());
            case ForgiveDebt c -> fact instanceof DebtFact.DebtForgiven f && f.amount().equals(c.amount());
            case ChangePlan c -> fact instanceof DebtFact.PlanChanged f && f.debt().sharePpm() == c.debt().sharePpm();
        };
    }
}
