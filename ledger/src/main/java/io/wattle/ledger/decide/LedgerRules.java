package io.wattle.ledger.decide;

import io.wattle.ledger.balance.GrantLimits;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import io.wattle.ledger.till.TillRules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By what the ledger decides. Used for deciding alone: what was decided stands in the journal, so a replay needs no rules.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param rates price of what each kind of meter sells
 * @param toleranceUnits how far, in Wh, l or minor units, a meter's balance may stand off in all before it is a finding; 0..100,000
 * @param pendingCreditsMax credits under way for one meter at once, 1..16: bounds the work of matching
 * @param creditWindow how long a credit that was sent waits to be proved before it expires, 1..3650 days
 * @param lateReadingMax how old a reading may be that comes late, 1..3650 days; an older one is a wrong clock
 * @param changeWindow how long an engineer's act, emergency credit or a carry-over waits to be shown, 1..3650 days
 * @param activation how cards are activated; none can be as long as nothing was chosen
 * @param till who may do what at the till
 * @param granters who may give free and engineering credit, and lend emergency credit; nobody may if it is empty
 * @param grants how much free and engineering credit a meter may be given in a month
 * @param keyHorizon how long idempotency keys, and what has ended, are remembered at least, 1..3650 days
 */
public record LedgerRules(Map<Unit.Kind, FlatRate> rates, long toleranceUnits, int pendingCreditsMax,
        Duration creditWindow, Duration keyHorizon, Duration lateReadingMax, Duration changeWindow,
        Optional<ActivationPolicy> activation, TillRules till, Set<String> granters, GrantLimits grants) {

    /** Meters that are read at all are read at least once a month. */
    private static final Duration CREDIT_WINDOW = Duration.ofDays(30);
    /** More than a year: who repeats what a yearly run did finds it done. */
    private static final Duration KEY_HORIZON = Duration.ofDays(400);

    /** Data concentrators keep a month or so. */
    private static final Duration LATE_READING_MAX = Duration.ofDays(40);
    /** Whoever announces an act does it this week. */
    private static final Duration CHANGE_WINDOW = Duration.ofDays(7);

    /** With the defaults for late readings and changes. */
    public LedgerRules(Map<Unit.Kind, FlatRate> rates, long toleranceUnits, int pendingCreditsMax,
            Duration creditWindow, Duration keyHorizon) {
        this(rates, toleranceUnits, pendingCreditsMax, creditWindow, keyHorizon, LATE_READING_MAX, CHANGE_WINDOW);
    }

    /** Without a policy for cards: none can be activated. */
    public LedgerRules(Map<Unit.Kind, FlatRate> rates, long toleranceUnits, int pendingCreditsMax,
            Duration creditWindow, Duration keyHorizon, Duration lateReadingMax, Duration changeWindow) {
        this(rates, toleranceUnits, pendingCreditsMax, creditWindow, keyHorizon, lateReadingMax, changeWindow,
                Optional.empty(), TillRules.NONE, Set.of(), GrantLimits.USUAL);
    }

    public LedgerRules {
        rates = Map.copyOf(rates);
        granters = Set.copyOf(granters);
        if (toleranceUnits < 0 || toleranceUnits > 100_000) {
            throw new IllegalArgumentException("toleranceUnits must be 0..100000, was: " + toleranceUnits);
        }
        if (pendingCreditsMax < 1 || pendingCreditsMax > 16) {
            throw new IllegalArgumentException("pendingCreditsMax must be 1..16, was: " + pendingCreditsMax);
        }
        requireDays("creditWindow", creditWindow);
        requireDays("keyHorizon", keyHorizon);
        requireDays("lateReadingMax", lateReadingMax);
        requireDays("changeWindow", changeWindow);
    }

    /** Defaults for all but the prices. */
    public static LedgerRules of(Map<Unit.Kind, FlatRate> rates) {
        return new LedgerRules(rates, 5, 12, CREDIT_WINDOW, KEY_HORIZON);
    }

    /** The same, with a policy for cards. */
    public LedgerRules with(ActivationPolicy policy) {
        return new LedgerRules(rates, toleranceUnits, pendingCreditsMax, creditWindow, keyHorizon, lateReadingMax,
                changeWindow, Optional.of(policy), till, granters, grants);
    }

    /** The same, with other rules for the till. */
    public LedgerRules with(TillRules other) {
        return new LedgerRules(rates, toleranceUnits, pendingCreditsMax, creditWindow, keyHorizon, lateReadingMax,
                changeWindow, activation, other, granters, grants);
    }

    /** The same, with others who may give and lend. */
    public LedgerRules withGranters(Set<String> others) {
        return new LedgerRules(rates, toleranceUnits, pendingCreditsMax, creditWindow, keyHorizon, lateReadingMax,
                changeWindow, activation, till, others, grants);
    }

    /** The same, with other limits of what is given. */
    public LedgerRules with(GrantLimits limits) {
        return new LedgerRules(rates, toleranceUnits, pendingCreditsMax, creditWindow, keyHorizon, lateReadingMax,
                changeWindow, activation, till, granters, limits);
    }

    /** In which something is sold. */
    public Set<String> currencies() {
        return rates.values().stream().map(FlatRate::currency).collect(Collectors.toUnmodifiableSet());
    }

    private static void requireDays(String name, Duration value) {
        if (value.compareTo(Duration.ofDays(1)) < 0 || value.compareTo(Duration.ofDays(3_650)) > 0) {
            throw new IllegalArgumentException(name + " must be 1..3650 days, was: " + value);
        }
    }
}
