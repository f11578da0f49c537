package io.wattle.headend.account;

import io.wattle.headend.account.PlainRow.PlainCustomer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Saves customers and forgets some of them, one lot after the other, until it is killed. */
final class CustomerChild {
    private static final Origin ANN = Origin.manual("ann", "test");
    private static final int LOT = 20;

    private CustomerChild() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Ledger ledger = ledger(folder);
        AccountOffice office = office(folder, ledger);
        int first = 0;
        while (isKnown(ledger, first)) {
            first += LOT;
        }
        for (;; first += LOT) {
            List<PlainRow> rows = IntStream.range(first, first + LOT).mapToObj(CustomerChild::row).toList();
            Outcome outcome = ledger.submit(new AccountCommand.SaveAccounts(ANN, office.seal(rows))).join();
            require(outcome);
            System.out.println("saved " + first);
            if (first / LOT % 3 == 0) {
                require(office.erase(ANN, name(first), "asked for"));
                System.out.println("erased " + first);
            }
        }
    }

    static Ledger ledger(Path folder) {
        return Ledger.open(LedgerConfig.of(folder.resolve("journal"),
                Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 20))),
                () -> Instant.parse("2026-01-05T12:00:00Z"));
    }

    static AccountOffice office(Path folder, Ledger ledger) {
        return AccountOffice.open(new CustomersConfig(folder.resolve("customers"), folder.resolve("master.key")),
                ledger,
                Map.of());
    }

    static List<String> lot(int first) {
        return IntStream.range(first, first + LOT).mapToObj(CustomerChild::name).toList();
    }

    static String name(int number) {
        return "C-" + number;
    }

    private static boolean isKnown(Ledger ledger, int number) {
        return ledger.ask(view -> view.accounts().customer(name(number))).join().isPresent();
    }

    private static PlainRow row(int number) {
        return new PlainRow(Optional.of(new PlainCustomer(name(number),
                new Person("Name of " + name(number), List.of(), List.of(), "", ""))), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private static void require(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("was not accepted: " + outcome);
        }
    }
}
