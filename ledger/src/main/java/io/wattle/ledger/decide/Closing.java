package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.SERVER_UNITS;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.AccountContents;
import io.wattle.ledger.state.AccountState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.FinalBalances;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.NewDebts;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.Settled;
import io.wattle.ledger.state.Settling;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides about a customer moving out: all that he has and owes becomes money, and what is left is paid out. */
final class Closing {
    private final Map<Unit.Kind, FlatRate> rates;
    private final Set<String> currencies;

    Closing(Map<Unit.Kind, FlatRate> rates, Set<String> currencies) {
        this.rates = rates;
        this.currencies = currencies;
    }

    /** @param cash whose cash pays out: the channel's, or that of a shift */
    Decision close(AccountCommand.CloseAccount command, String cash, LedgerState state, Instant time) {
        return Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.name("account", command.account()))
                .or(() -> command.transferTo().flatMap(name -> Wellformed.name("transferTo", name)))
                .or(() -> Wellformed.someText("reason", command.reason()))
                .<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), AccountContents.of(command)))
                .or(() -> notToBeClosed(command, state))
                .or(() -> command.transferTo()
                        .flatMap(to -> AccountMoney.noReceiver("transferTo", command.account(), to, state)))
                .orElseGet(() -> closed(command, cash, state, time));
    }

    private static Optional<Decision> notToBeClosed(AccountCommand.CloseAccount command, LedgerState state) {
        AccountState account = state.accounts.accounts.get(command.account());
        if (account == null) {
            return AccountMoney.refuse(Refusal.UNKNOWN_ACCOUNT, "account",
                    "nobody opened an account " + command.account());
        }
        if (account.closed()) {
            return AccountMoney.refuse(Refusal.ACCOUNT_CLOSED, "account",
                    "account " + command.account() + " is closed already");
        }
        MeterState busy = state.accounts.metersOfAccount.any(command.account(),
                meter -> AccountDecisions.hasCredits(meter, state));
        if (busy != null) {
            return AccountMoney.refuse(Refusal.CREDITS_OPEN, "account", "credits are under way to meter " + busy.meter
                    + ": their money may come back");
        }
        List<ServerMeter> here = state.servers.ofAccount(command.account());
        if (!here.isEmpty()) {
            return AccountMoney.refuse(Refusal.METER_STILL_ASSIGNED, "account", "the balance of meter "
                    + here.getFirst().meter + " lives here, and what is used would be charged to " + command.account()
                    + ": read it, and assign it to who has it next");
        }
        return account.hasOpenMember()
                ? AccountMoney.refuse(Refusal.STILL_IN_USE, "account",
                        command.account() + " is the master of open accounts")
                : Optional.empty();
    }

    private Decision closed(AccountCommand.CloseAccount command, String cash, LedgerState state, Instant time) {
        String account = command.account();
        Settling settling = new Settling(state, rates, time);
        Optional<Quantity> unpriced = settling.unpriced(account);
        if (unpriced.isPresent()) {
            return new Refuse(Refusal.UNITS_WITHOUT_PRICE, "account",
                    "no tariff and no rate says what " + unpriced.get()
                            + " are worth");
        }
        List<Settled> settled = settling.all(account);
        NewDebts debts = FinalBalances.newDebts(state, account, settled, time, command.reason());
        Optional<Refuse> tooMany = debts.refused();
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        List<Fact> facts = new ArrayList<>(debts.facts());
        Transfers transfers = new Transfers("");
        for (Settled one : settled) {
            one.move(account, transfers);
            one.units().ifPresent(units -> {
                facts.add(new AccountFact.UnitsSettled(account, units, one.money(), one.tariff()));
                giveBack(account, units, one.tariff(), transfers, state);
            });
        }
        facts.add(new AccountFact.AccountClosed(account, command.transferTo(), command.leaveDebts(),
                command.reason()));
        boolean owes = state.debts.of(account).open().stream().anyMatch(one -> !currencies.contains(one.currency()));
        for (String currency : currencies.stream().sorted().toList()) {
            FinalBalance last = FinalBalances.of(state, account, currency, settled, debts);
            if (last.restMinor() < 0) {
                return new Refuse(Refusal.BALANCE_TOO_LOW, "account", "the wallet of " + account + " owes "
                        + QuantityText.of(new Money(-last.restMinor(), currency)) + ": that is paid first");
            }
            owes |= last.owedMinor() > 0;
            Leaving leaving = new Leaving(command, currency, facts, transfers);
            leaving.pay(MoneyMove.DEPOSIT_TO_WALLET, "", last.depositMinor());
            leaving.pay(MoneyMove.EMERGENCY_FROM_WALLET, "", last.emergencyMinor());
            last.debtsMinor().forEach((debt, minor) -> leaving.pay(MoneyMove.DEBT_FROM_WALLET, debt, minor));
            transfers.move(WALLET, account, ENGINEERING, account, new Money(last.givenMinor(), currency));
            transfers.move(WALLET, account, command.transferTo().isPresent() ? WALLET : CASH,
                    command.transferTo().orElse(cash), new Money(last.restMinor(), currency));
        }
        if (owes && !command.leaveDebts()) {
            return new Refuse(Refusal.STILL_OWES, "leaveDebts", account
                    + " owes more than deposit and wallet have: say that debts are left, or have them paid first");
        }
        facts.addAll(transfers.facts());
        return new Accept(Optional.of(command.key()), facts);
    }

    /**
     * To the tariff that sells now, as far as it has sold so many, and else to others: none can take back more. What is left
     * even so was never sold, and the limit of the first refuses it.
     */
    private void giveBack(String account, Quantity units, String tariff, Transfers transfers, LedgerState state) {
        long left = units.value();
        for (String seller : left > 0 ? sellers(tariff, state) : List.<String>of()) {
            long here = Math.min(left, sold(seller, units.unit(), state));
            transfers.move(SERVER_UNITS, account, UNITS_SOLD, seller, units.unit().of(here));
            left -= here;
        }
        transfers.move(SERVER_UNITS, account, UNITS_SOLD, tariff, units.unit().of(left));
    }

    private List<String> sellers(String first, LedgerState state) {
        Stream<String> byRate = rates.values().stream().map(FlatRate::name).sorted();
        Stream<String> byPlan = state.tariffs.versions().stream().map(version -> version.plan().name()).sorted();
        return Stream.concat(Stream.of(first), Stream.concat(byRate, byPlan)).distinct().toList();
    }

    private static long sold(String tariff, Unit unit, LedgerState state) {
        return -state.balance(new AccountKey(UNITS_SOLD, tariff, unit)).value();
    }

    /** What one account pays in one currency as it is closed. */
    private record Leaving(AccountCommand.CloseAccount command, String currency, List<Fact> facts,
            Transfers transfers) {

        void pay(MoneyMove move, String other, long minor) {
            if (minor > 0) {
                Money amount = new Money(minor, currency);
                facts.add(new AccountFact.MoneyMoved(command.account(), move, other, amount, command.reason()));
                transfers.move(move.from(), command.account(), move.to(), command.account(), amount);
            }
        }
    }
}
