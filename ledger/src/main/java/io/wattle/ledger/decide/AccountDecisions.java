package io.wattle.ledger.decide;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.RowProblem;
import io.wattle.ledger.account.SyncPreview;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.AccountContents;
import io.wattle.ledger.state.AccountState;
import io.wattle.ledger.state.AccountSync;
import io.wattle.ledger.state.CustomerState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.NothingToDo;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides about customers, accounts and locations, and about meters as far as people are concerned. */
final class AccountDecisions {
    private static final int ROWS_MAX = 50;
    /** Below what a record of the journal may have. */
    private static final int ENTRY_BYTES_MAX = 60_000;

    private final AccountMoney money;
    private final Closing closing;

    AccountDecisions(Map<Unit.Kind, FlatRate> rates, Set<String> currencies) {
        this.money = new AccountMoney(currencies);
        this.closing = new Closing(rates, currencies);
    }

    Decision decide(AccountCommand command, LedgerState state, long sequence, Instant time) {
        return switch (command) {
            case AccountCommand.SaveAccounts c -> save(c, state, sequence, time);
            case AccountCommand.EraseCustomer c -> erase(c, state);
            case AccountCommand.CloseAccount c -> closing.close(c, c.origin().channel(), state, time);
            case AccountCommand.MoveMoney c -> money.move(c, c.origin().channel(), state, time);
            case AccountCommand.SynchroniseAccounts c -> synchronise(c, state);
        };
    }

    /** Which of these rows would be refused, each looked at as if those before it that would not were saved. */
    static List<RowProblem> problems(List<AccountRow> rows, LedgerState state) {
        RowChecks checks = new RowChecks(state);
        List<RowProblem> problems = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            checks.row(rows.get(i))
                    .ifPresent(wrong -> problems.add(
                            new RowProblem(row, wrong.reason().name(), wrong.field(), wrong.detail())));
        }
        return problems;
    }

    private static Decision save(AccountCommand.SaveAccounts command, LedgerState state, long sequence,
            Instant time) {
        Optional<Refuse> malformed = Wellformed.within("rows", command.rows().size(), 1, ROWS_MAX);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        RowChecks checks = new RowChecks(state);
        for (int i = 0; i < command.rows().size(); i++) {
            Optional<Refuse> wrong = checks.row(command.rows().get(i));
            if (wrong.isPresent()) {
                return new Refuse(wrong.get().reason(), "rows[" + i + "]." + wrong.get().field(),
                        wrong.get().detail());
            }
        }
        if (checks.facts().isEmpty()) {
            return new NothingToDo();
        }
        int bytes = EntryCodec.encode(new LedgerEntry(sequence, time, command.origin(), Optional.empty(),
                checks.facts())).length;
        return bytes <= ENTRY_BYTES_MAX
                ? new Accept(Optional.empty(), List.copyOf(checks.facts()))
                : new Refuse(Refusal.MALFORMED, "rows", "rows are " + bytes + " bytes together, and at most "
                        + ENTRY_BYTES_MAX + " fit into an entry: hand in fewer at once");
    }

    private static Decision erase(AccountCommand.EraseCustomer command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("customer", command.customer()))
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        CustomerState customer = state.accounts.customers.get(command.customer());
        if (customer == null) {
            return new Refuse(Refusal.UNKNOWN_CUSTOMER, "customer", "there is no customer " + command.customer());
        }
        if (customer.isErased()) {
            return new NothingToDo();
        }
        AccountState account = customer.newestAccount();
        while (account != null && account.closed()) {
            account = account.nextOfCustomer();
        }
        return account == null
                ? Accept.of(new AccountFact.CustomerErased(command.customer(), command.reason()))
                : new Refuse(Refusal.STILL_IN_USE, "customer", "account " + account.account + " of "
                        + command.customer() + " is open: close it first");
    }

    private static Decision synchronise(AccountCommand.SynchroniseAccounts command, LedgerState state) {
        Optional<Decision> refused = Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.name("master", command.master()))
                .or(() -> Wellformed.name("digest", command.digest()))
                .or(() -> Wellformed.within("fields", command.fields().size(), 1, Integer.MAX_VALUE))
                .<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), AccountContents.of(command)));
        if (refused.isPresent()) {
            return refused.get();
        }
        AccountState master = state.accounts.accounts.get(command.master());
        if (master == null) {
            return new Refuse(Refusal.UNKNOWN_ACCOUNT, "master", "nobody opened an account " + command.master());
        }
        SyncPreview now = AccountSync.look(master, command.fields());
        if (!now.digest().equals(command.digest())) {
            return new Refuse(Refusal.CHANGED_SINCE_PREVIEW, "digest",
                    "the accounts have changed since the preview: look at a new one");
        }
        return now.accounts().isEmpty()
                ? new NothingToDo()
                : new Accept(Optional.of(command.key()), List.of(new AccountFact.AccountsSynchronised(
                        command.master(), command.fields(), master.terms(), now.accounts(), command.digest())));
    }

    Decision need(PremisesCommand.SetCriticalNeed command, LedgerState state, Instant time) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> command.need()
                        .flatMap(need -> Wellformed.name("need.evidence", need.evidence())
                                .or(() -> need.until().isAfter(time)
                                        ? Optional.empty()
                                        : Optional.of(new Refuse(Refusal.MALFORMED, "need.until",
                                                "need.until must be after " + time + ", was: " + need.until())))));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        Optional<CriticalNeed> need = command.need();
        return meter.seldom().need().equals(need)
                ? new NothingToDo()
                : Accept.of(new PremisesFact.CriticalNeedSet(meter.meter, need));
    }

    static boolean hasCredits(MeterState meter, LedgerState state) {
        return !meter.openCredits().isEmpty() || state.expiredCredits.containsKey(meter.meter);
    }
}
