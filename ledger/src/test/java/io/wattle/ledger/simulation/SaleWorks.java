package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.AddDebt;
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
    static final String[] NAMES = {"connection", "meter", "old bill"};
    private final Random random;

    SaleWorks(Random random) {
        this.random = random;
    }

    Command intoWallet(Origin origin, String key, String meter, Money tender) {
        return new Command.PayIntoWallet(origin, key, meter, tender);
    }

    Command convert(Origin origin, String key, String meter) {
        return new Command.ConvertWallet(origin, key, meter, switch (random.nextInt(3)) {
            case 0 -> new Conversion.All();
            case 1 -> new Conversion.Amount(new Money(1 + random.nextInt(300), "USD"));
            default -> new Conversion.Units(new Energy(100L * random.nextInt(8)));
        });
    }

    Command debt(Origin origin, String key) {
        Debt debt = random.nextBoolean()
                ? Debt.whole(NAMES[random.nextInt(NAMES.length)], LocalDate.of(2025, 12, 1))
                : new Debt(NAMES[random.nextInt(NAMES.length)], LocalDate.of(2025, 11, 1),
                        1 + random.nextInt(1_000_000), 1 + random.nextInt(5_000), random.nextInt(3));
        return new AddDebt(origin, key, random.nextInt(4) == 0 ? "x1" : World.ACCOUNTS.get(random.nextInt(2)), debt,
                new Money(random.nextInt(3_000), "USD"), "agreed with the customer");
    }
}
