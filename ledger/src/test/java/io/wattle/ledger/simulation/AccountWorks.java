package io.wattle.ledger.simulation;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Opens, changes, relates, synchronises and closes accounts, and bars meters for a while. */
final class AccountWorks {
    private static final String[] CUSTOMERS = {"c1", "c2", "c3", "c4"};
    private static final String[] ACCOUNTS = {"x1", "x2", "x3", "x4", "x5", "x6"};

    private static final String[] IMPORTS = {"i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8"};

    private static final List<SyncField> FIELDS = List.copyOf(EnumSet.allOf(SyncField.class));

    private static final List<MoneyMove> MOVES = List.copyOf(EnumSet.allOf(MoneyMove.class));

    private final Random random;

    AccountWorks(Random random) {
        this.random = random;
    }

    Command work(Origin person, String key) {
        return switch (random.nextInt(16)) {
            case 0 -> new AccountCommand.EraseCustomer(person, any(CUSTOMERS), "asked for");
            case 1 -> new AccountCommand.CloseAccount(person, key, any(ACCOUNTS),
                    random.nextBoolean() ? Optional.of(any(ACCOUNTS)) : Optional.empty(), random.nextBoolean(),
                    "moved out");
            case 2 -> new AccountCommand.SynchroniseAccounts(person, key, any(ACCOUNTS),
                    new TreeSet<>(List.of(FIELDS.get(random.nextInt(FIELDS.size())))), "seen");
            case 3, 4, 5 -> new ImportCommand.StageRows(person, any(IMPORTS), 2L * random.nextInt(2),
                    List.of(row(), row()));
            case 6 -> new ImportCommand.CommitImport(person, any(IMPORTS), 2L + 2L * random.nextInt(2));
            case 7 -> random.nextInt(3) > 0
                    ? new ImportCommand.CommitImport(person, any(IMPORTS), 2)
                    : new ImportCommand.DropImport(person, any(IMPORTS), "of another time");
            default -> new AccountCommand.SaveAccounts(person, List.of(row(), row()));
        };
    }

    /** Of accounts that meters have, and of others. */
    Command money(Origin person, String key) {
        MoneyMove move = MOVES.get(random.nextInt(MOVES.size()));
        return new AccountCommand.MoveMoney(person, key, payer(), move, switch (move) {
            case CHARGE -> "meter test";
            case TRANSFER -> payer();
            case DEBT_PAID, DEBT_FROM_WALLET -> any(SaleWorks.NAMES);
            default -> "";
        }, new Money(random.nextInt(120), random.nextInt(20) == 0 ? "EUR" : "USD"), "agreed");
    }

    private String payer() {
        return random.nextInt(3) > 0 ? World.ACCOUNTS.get(random.nextInt(2)) : any(ACCOUNTS);
    }

    Command meter(Origin person, String meter) {
        return switch (random.nextInt(3)) {
            case 0 ->
                new PremisesCommand.SetCriticalNeed(person, meter, Optional.of(new CriticalNeed(NeedReason.LIFE_SUPPORT,
                        "paper " + random.nextInt(3), Instant.parse("2099-03-01T00:00:00Z"), Sealed.NOTHING)));
            case 1 -> new PremisesCommand.SetCriticalNeed(person, meter, Optional.empty());
            default -> new AccountCommand.SaveAccounts(person, List.of(AccountRow.of(new MeterData(meter,
                    random.nextBoolean() ? Optional.of("l1") : Optional.empty(),
                    new MeterTraits(BalanceMode.BOTH, "", random.nextInt(5) > 0)))));
        };
    }

    static AccountCommand withKey(AccountCommand command, String key) {
        return switch (command) {
            case AccountCommand.CloseAccount c -> new AccountCommand.CloseAccount(c.origin(), key, c.account(),
                    c.transferTo(), c.leaveDebts(), c.reason());
            case AccountCommand.MoveMoney c -> new AccountCommand.MoveMoney(c.origin(), key, c.account(), c.move(),
                    c.other(), c.amount(), c.reason());
            case AccountCommand.SynchroniseAccounts c ->
                new AccountCommand.SynchroniseAccounts(c.origin(), key, c.master(), c.fields(), c.digest());
            default -> throw new IllegalArgumentException("it has no key: " + command);
        };
    }

    static Optional<String> key(AccountCommand command) {
        return switch (command) {
            case AccountCommand.CloseAccount c -> Optional.of(c.key());
            case AccountCommand.MoveMoney c -> Optional.of(c.key());
            case AccountCommand.SynchroniseAccounts c -> Optional.of(c.key());
            case AccountCommand.SaveAccounts _ -> Optional.empty();
            case AccountCommand.EraseCustomer _ -> Optional.empty();
        };
    }

    static boolean fits(AccountCommand command, Fact fact) {
        return switch (command) {
            case AccountCommand.SaveAccounts c -> c.rows().stream().anyMatch(row -> switch (fact) {
                case AccountFact.CustomerSaved f -> row.customer().filter(f.customer()::equals).isPresent();
                case AccountFact.AccountSaved f -> row.account().filter(f.account()::equals).isPresent();
                case AccountFact.LocationSaved f -> row.location().filter(f.location()::equals).isPresent();
                case PremisesFact.MeterPlaced f -> row.meter().filter(f.data()::equals).isPresent();
                default -> false;
            });
            case AccountCommand.EraseCustomer c -> fact.equals(new AccountFact.CustomerErased(c.customer(),
                    c.reason()));
            case AccountCommand.CloseAccount c -> fact.equals(new AccountFact.AccountClosed(c.account(),
                    c.transferTo(), c.leaveDebts(), c.reason()));
            case AccountCommand.MoveMoney c -> fact.equals(new AccountFact.MoneyMoved(c.account(), c.move(),
                    c.other(), c.amount(), c.reason()));
            case AccountCommand.SynchroniseAccounts c -> fact instanceof AccountFact.AccountsSynchronised f
                    && f.digest().equals(c.digest());
        };
    }

    static boolean fits(ImportCommand command, ImportFact fact) {
        return switch (command) {
            case ImportCommand.StageRows c -> fact instanceof ImportFact.ImportDropped
                    || fact.equals(new ImportFact.RowsStaged(c.importId(), c.from(), c.rows()));
            case ImportCommand.CommitImport c -> fact.equals(new ImportFact.ImportCommitted(c.importId(), c.rows()));
            case ImportCommand.DropImport c -> fact.equals(new ImportFact.ImportDropped(c.importId(), c.reason()));
        };
    }

    private AccountRow row() {
        String customer = any(CUSTOMERS);
        Sealed sealed = Sealed.of(new byte[] {1, (byte) random.nextInt(3)});
        return switch (random.nextInt(4)) {
            case 0 -> AccountRow.of(new CustomerData(customer, sealed));
            case 1 -> AccountRow.of(new LocationData("l" + (1 + random.nextInt(2)), sealed));
            default -> AccountRow.of(new AccountData(any(ACCOUNTS),
                    random.nextBoolean() ? Optional.of(customer) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(any(ACCOUNTS)) : Optional.empty(),
                    new AccountTerms(random.nextBoolean() ? "home" : "shop", "", "", "en", ContactFrequency.DAILY,
                            random.nextInt(3)),
                    Sealed.NOTHING));
        };
    }

    private String any(String[] some) {
        return some[random.nextInt(some.length)];
    }
}
