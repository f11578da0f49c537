package io.wattle.ledger.decide;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.RowProblem;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AsQuoted;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.state.AccountGuard;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.verify.BalanceVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From state, command, sequence and time to a decision. Pure: reads the state, changes nothing, asks no clock. What would
 * carry an account over its limit is refused, whoever decided it: applied, it would be a broken ledger.
 *
 * <p>Reasons are checked in the order in which {@link Refusal} declares them.
 */
public final class Decider {
    /** Beginning of the keys that the head-end's own desks use. */
    private static final String OWN_KEYS = "wattle:";
    private final MeterDecisions meters;
    private final ReadingDecisions readings;
    private final ChangeDecisions changes;
    private final ReplaceDecisions replacements;
    private final LogDecisions logs;
    private final PaymentDecisions payments;
    private final CreditDecisions credits;
    private final SupplyDecisions supplies;
    private final FindingDecisions findings;
    private final CorrectionDecisions corrections;
    private final TendDecisions tending;
    private final TokenDecisions tokens;
    private final TokenSettling tokenSettling;
    private final AccountDecisions accounts;
    private final Assigning assigning;
    private final CardDecisions cards;
    private final CardRedemption redemptions;
    private final DebtDecisions debts;
    private final TariffDecisions tariffs;
    private final TillDecisions till;
    private final ProviderDecisions providers;
    private final BalanceDecisions balances;
    private final ImportDecisions imports = new ImportDecisions(ImportDecisions.BYTES_MAX);

    /** Decides by these rules. */
    public Decider(LedgerRules rules) {
        meters = new MeterDecisions();
        UsageDecisions usage = new UsageDecisions(rules.rates());
        readings = new ReadingDecisions(new BalanceVerifier(rules.toleranceUnits()), rules.lateReadingMax(), usage);
        balances = new BalanceDecisions(readings, usage, rules.rates(), rules.grants(), rules.granters());
        changes = new ChangeDecisions(rules.changeWindow(), balances.grants(),
                new MeterLending(balances.grants(), rules.grants(), rules.pendingCreditsMax()));
        replacements = new ReplaceDecisions(readings, rules.changeWindow());
        logs = new LogDecisions(rules.changeWindow());
        payments = new PaymentDecisions(rules.rates(), rules.pendingCreditsMax());
        credits = new CreditDecisions(rules.toleranceUnits());
        supplies = new SupplyDecisions();
        findings = new FindingDecisions();
        corrections = new CorrectionDecisions(rules.currencies());
        debts = new DebtDecisions(rules.currencies());
        tokens = new TokenDecisions(rules.changeWindow());
        tokenSettling = new TokenSettling();
        cards = new CardDecisions(new CardSales(rules.activation()), rules.currencies());
        redemptions = new CardRedemption(payments);
        accounts = new AccountDecisions(rules.rates(), rules.currencies());
        assigning = new Assigning(rules.rates());
        tariffs = new TariffDecisions();
        till = new TillDecisions(rules.till(), rules.currencies(), payments, cards, new TillMoney(
                new AccountMoney(rules.currencies()), new Closing(rules.rates(), rules.currencies())));
        providers = new ProviderDecisions(payments);
        tending = new TendDecisions(rules.creditWindow(), rules.keyHorizon());
    }

    /**
     * Decides.
     *
     * @param sequence the entry's number, if there will be one; identifiers come from it
     * @param time when it is decided
     */
    public Decision decide(Command command, LedgerState state, long sequence, Instant time) {
        try {
            Decision decision = decided(command, state, sequence, time);
            return decision instanceof Decision.Accept accept && !(command instanceof Command.RecordReading)
                    ? Limits.passed(state.book, accept).<Decision>map(refuse -> refuse).orElse(decision)
                    : decision;
        } catch (ArithmeticException e) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "", "a sum would leave the range of what can be counted");
        }
    }

    /** Which of these rows would be refused, each looked at as if those before it that would not were saved. */
    public static List<RowProblem> problems(List<AccountRow> rows, LedgerState state) {
        return AccountDecisions.problems(rows, state);
    }

    private Decision decided(Command command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.origin(command.origin());
        if (malformed.isEmpty() && command instanceof Command.OfMeter ofMeter) {
            malformed = Wellformed.name("meter", ofMeter.meter());
        }
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Decision decision = AccountGuard.checked(wellformed(command, state, sequence, time), state, time);
        return decision instanceof Decision.Accept accept && isReserved(accept.key(), command.origin())
                ? new Refuse(Refusal.MALFORMED, "key", "must not begin with " + OWN_KEYS)
                : decision;
    }

    /** What a desk will do under its own key, nobody does before it under that key. */
    private static boolean isReserved(Optional<String> key, Origin origin) {
        return origin.mode() == Origin.Mode.MANUAL && key.filter(one -> one.startsWith(OWN_KEYS)).isPresent();
    }

    private Decision wellformed(Command command, LedgerState state, long sequence, Instant time) {
        return switch (command) {
            case Command.RegisterMeter c -> meters.register(c, state);
            case Command.RecordReading c -> readings.record(c, state, sequence, time);
            case Command.TakePayment c -> till.required(c.origin(), payments.take(c, state, sequence, time));
            case Command.StartCredit c -> credits.start(c, state);
            case Command.SettleCredit c -> credits.settle(c, state);
            case Command.RequeueCredit c -> credits.requeue(c, state);
            case Command.DecideCredit c -> credits.decide(c, state);
            case Command.GiveWarning c -> meters.warn(c, state, time);
            case Command.OrderSupply c -> supplies.order(c, state, sequence);
            case Command.SettleSupply c -> supplies.settle(c, state);
            case Command.DecideFinding c -> findings.decide(c, state);
            case Command.Tend _ -> tending.tend(state, sequence, time);
            case Command.AllowOverdraft c -> corrections.allowOverdraft(c, state);
            case Command.PostCorrection c -> corrections.post(c, state);
            case Command.SetMeterTariff c -> meters.setTariff(c, state);
            case Command.GrantEmergency c -> changes.grant(c, state, sequence, time);
            case Command.AnnounceAct c -> changes.announce(c, state, sequence, time);
            case Command.ReplaceMeter c -> replacements.replace(c, state, sequence, time);
            case Command.RecordCreditLog c -> logs.record(c, state, sequence, time);
            case Command.SetTokenTerms c -> tokens.setTerms(c, state);
            case Command.PayIntoWallet c -> till.required(c.origin(), payments.keep(c, state, sequence, time));
            case Command.ConvertWallet c -> payments.convert(c, state, sequence, time);
            case AsQuoted c -> QuoteGuard.guard(decided(c.sale(), state, sequence, time), c.quote(), time);
            case DebtCommand c -> debts.decide(c, state);
            case Command.PlanKeyChange c -> tokens.plan(c, state);
            case Command.OrderTokens c -> tokens.order(c, state, sequence, time);
            case Command.RecordTokens c -> tokenSettling.issue(c, state);
            case PremisesCommand.AssignMeter c -> assigning.assign(c, state, time);
            case PremisesCommand.SetCriticalNeed c -> accounts.need(c, state, time);
            case PremisesCommand.NoteProbeAct c -> meters.note(c, state, time);
            case PremisesCommand.NoteEvent c -> NotedDecisions.note(c, state, sequence, time);
            case PremisesCommand.NoteProfile c -> NotedDecisions.note(c, state, time);
            case AccountCommand c ->
                till.requiredForCash(c.origin(), accounts.decide(c, state, sequence, time));
            case Command.RefuseTokens c -> tokenSettling.refuse(c, state);
            case Command.RedeemCard c -> redemptions.redeem(c, state, sequence, time);
            case CardCommand.ActivateCards c -> till.required(c.origin(), cards.decide(c, state, time));
            case CardCommand c -> cards.decide(c, state, time);
            case TariffCommand c -> tariffs.decide(c, state, time);
            case TillCommand c -> till.decide(c, state, sequence, time);
            case ProviderCommand c -> providers.decide(c, state, sequence, time);
            case BalanceCommand c -> balances.decide(c, state, sequence, time);
            case ImportCommand c -> imports.decide(c, state, time);
        };
    }

    static Refuse unknownMeter(String meter) {
        return new Refuse(Refusal.UNKNOWN_METER, "meter", "no meter is registered under " + meter);
    }
}
