package io.wattle.ledger.simulation;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.LedgerView;
import java.util.List;

/** Everything that must be true whenever nothing is under way: held against the journal, and against the model. */
final class Checks {
    /** Small differences that no reading shows as a finding add up to the tolerance, and a credit may hide one more. */
    private static final long LOADED_SLACK_UNITS = 2 * ModelFigures.TOLERANCE_UNITS;
    private final Machine machine;
    private final Model model;
    private final World world;

    Checks(Machine machine, Model model, World world) {
        this.machine = machine;
        this.model = model;
        this.world = world;
    }

    /** All of them; reading every frame also checks the chain. */
    void all() {
        requireAllRecords(machine.records());
        LedgerState replayed = machine.replay();
        if (machine.isUp()) {
            String running = machine.ask(LedgerView::stateHash);
            Check.that(running.equals(replayed.stateHash()), "the replay gives another state than the ledger has");
        }
        model.figures.book.balances.forEach((account, balance) -> require(replayed, account, balance));
        World.ACCOUNTS.forEach(account -> require(replayed, AccountType.WALLET, account, Unit.money("USD"),
                model.figures.wallets.getOrDefault(account, 0L)));
        model.figures.wallets.forEach((account, minor) -> require(replayed, AccountType.WALLET, account,
                Unit.money("USD"), minor));
        model.figures.accounts.check(replayed);
        model.figures.cards.liabilities()
                .forEach((batch, minor) -> require(replayed, AccountType.CARD_LIABILITY, batch, Unit.money("USD"),
                        minor));
        model.figures.tariffs.require(replayed, model.lastTime());
        model.figures.till.require(replayed);
        model.figures.providers.require(replayed);
        model.figures.balances.require(replayed);
        world.meters.values().forEach(meter -> require(replayed, meter));
    }

    private void requireAllRecords(List<byte[]> found) {
        Check.that(found.size() == model.records.size(), "%d entries are known, %d are in the journal",
                model.records.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            Check.that(Check.same(found.get(i), model.records.get(i)), "entry %d has changed", i + 1);
        }
    }

    private void require(LedgerState state, TrueMeter meter) {
        ModelFigures figures = model.figures;
        require(state, AccountType.CREDIT_IN_TRANSIT, meter.name, meter.unit,
                figures.units(meter.name, ModelCredit.Place.TRANSIT));
        require(state, AccountType.EXPIRED_CREDIT, meter.name, meter.unit,
                figures.units(meter.name, ModelCredit.Place.EXPIRED));
        require(state, AccountType.TOKENS_HANDED_OVER, meter.name, meter.unit, figures.handedOver(meter.name));
        Quantity shown = figures.shown.getOrDefault(meter.name, meter.unit.zero());
        require(state, AccountType.CREDIT_ON_METER, meter.name, meter.unit, shown.value());
        Check.that(meter.meddled || meter.loaded <= figures.sold(meter.name) + LOADED_SLACK_UNITS,
                "%s loaded %d and %d were sold", meter.name, meter.loaded, figures.sold(meter.name));
    }

    private static void require(LedgerState state, AccountType type, String owner, Unit unit, long expected) {
        require(state, new AccountKey(type, owner, unit), expected);
    }

    private static void require(LedgerState state, AccountKey account, long expected) {
        long found = state.balance(account).value();
        Check.that(found == expected, "%s of %s must be %d, was: %d", account.type(), account.owner(), expected,
                found);
    }
}
