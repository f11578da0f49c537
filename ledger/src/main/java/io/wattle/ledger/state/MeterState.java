package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.SupplyOrder;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.MeterTerms;
import io.wattle.ledger.verify.MeterTrail;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.Used;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger holds of one meter. For the ledger thread; changed by {@link FactApplier} alone. */
final class MeterState {
    final String meter;
    final String account;
    final Unit registerUnit;
    final Unit balanceUnit;
    final long registeredSequence;
    /** Open credits, oldest first. */
    final Map<String, CreditState> openCredits = new LinkedHashMap<>();

    /** The tariff that it was registered with. */
    final Optional<MeterTariff> firstTariff;

    MeterTerms terms;
    /** The entry that set the last of its tariffs. */
    long tariffSequence;
    Optional<Reading> lastReading = Optional.empty();
    long lastReadingSequence;
    /** The last balance, with the moments that its standing charges are counted from. */
    Optional<LastBalance> lastBalance = Optional.empty();
    /** When a balance was first known; 0 for never. */
    long firstBalanceSequence;
    /** The last reading whose balance was fully explained; 0 for none. What it does not show did not arrive. */
    long provingSequence;
    /** The last reading that took the balance as it was found; 0 for none. See {@link #isDoubtful}. */
    long rebasedSequence;
    /** The last reading that can hide a credit: an estimate, a clearing, a part told by its size; 0 for none. */
    long blurredSequence;
    /** Whether consumption was lost since the last balance, so that the next one proves nothing. */
    boolean registerFellSinceBalance;
    /** Since the last balance; with a currency, and what was left over of a minor unit then. */
    Used used = Used.NOTHING;
    long drift;
    /** When the balance last fell by anything but consumption and charges, by the meter's clock. */
    Optional<Instant> fellAt = Optional.empty();
    /** When the register last fell, by the meter's clock. */
    Optional<Instant> registerFellAt = Optional.empty();
    Optional<Instant> warnedAt = Optional.empty();
    /** The balance when the warning was given. */
    Optional<Quantity> warnedBalance = Optional.empty();
    /** When the first reading with a wrong clock came, by the ledger's clock; empty when the last one was good. */
    Optional<Instant> clockWrongSince = Optional.empty();
    Optional<SupplyOrder> openOrder = Optional.empty();
    /** Legal changes that no reading has shown yet, oldest first. */
    List<PendingState> changes = List.of();
    /** Rises that were taken for credits with a finding, oldest first. */
    List<Guess> guesses = List.of();
    /** Credits that readings have confirmed and no log has, oldest first: a log may know better. */
    List<String> inferred = List.of();
    /** Credits that were taken back, oldest first. */
    List<String> revoked = List.of();
    /** The last line of the meter's own log that is known; 0 for none. */
    long lastLogSequence;
    /** The entry that brought it. */
    long lastLogEntry;
    Optional<Reading> lastLate = Optional.empty();
    long lastLateSequence;
    /** Since when nothing but late readings came, by the ledger's clock. */
    Optional<Instant> lateSince = Optional.empty();
    /** The meter that took its place. */
    Optional<String> replacedBy = Optional.empty();
    Optional<Instant> replacedAt = Optional.empty();
    /** The meter whose place it took. */
    Optional<String> replaces = Optional.empty();
    /** Whether it has been said that it counts although it was replaced. */
    boolean reportedNotInService;

    MeterState(Fact.MeterRegistered fact, long sequence) {
        meter = fact.meter();
        account = fact.account();
        registerUnit = fact.registerUnit();
        balanceUnit = fact.balanceUnit();
        registeredSequence = sequence;
        tariffSequence = sequence;
        firstTariff = fact.tariff();
        terms = new MeterTerms(balanceUnit.kind() == Unit.Kind.MONEY, fact.registerModulus().orElse(0L),
                List.of(TariffVersion.always(firstTariff.orElse(MeterTariff.NONE))));
    }

    MeterStatus status() {
        return new MeterStatus(meter, account, registerUnit, balanceUnit, lastReading, warnedAt.isPresent(), warnedAt,
                openOrder.map(SupplyOrder::orderId));
    }

    /**
     * What the verifier compares the next reading with; empty before the first.
     *
     * @param countable whether standing charges until then can be counted at all; if not, all of them are possible
     */
    Optional<MeterTrail> trail(Instant takenAt, boolean countable) {
        if (lastReading.isEmpty()) {
            return Optional.empty();
        }
        Reading last = lastReading.get();
        boolean stepped = clockWrongSince.isPresent() || takenAt.isBefore(last.takenAt()) || !countable;
        Optional<LastBalance> from = countable
                ? lastBalance
                : lastBalance.map(b -> new LastBalance(b.takenAt(), takenAt, b.value()));
        return Optional.of(new MeterTrail(last.takenAt(), last.register().value(), from, used, drift, stepped));
    }

    /** The last balance as a quantity. */
    Optional<Quantity> balance() {
        return lastBalance.map(last -> balanceUnit.of(last.value()));
    }

    /**
     * Whether readings can tell no more if it did not arrive. A balance that did not add up was taken as it was found after
     * the credit was sent, and the credit may lie in it; or no balance was known before. Then a later quiet reading does
     * not show it missing, and only a rise by all of it shows that it came after all. A credit of which a part was found
     * then is not in doubt for that.
     */
    boolean isDoubtful(CreditState credit) {
        return firstBalanceSequence == 0 || firstBalanceSequence > credit.sentSequence
                || rebasedSequence > Math.max(credit.sentSequence, credit.partSequence);
    }

    /** Everything, for the state hash; the order is part of it. */
    List<Object> contents() {
        Collection<String> open = openCredits.keySet();
        return List.of(status(), registeredSequence, List.copyOf(open), lastReadingSequence, lastBalance,
                firstBalanceSequence, provingSequence, rebasedSequence, blurredSequence, registerFellSinceBalance, used,
                drift, fellAt,
                registerFellAt,
                warnedBalance, clockWrongSince, openOrder, firstTariff, terms, changes, guesses, inferred, revoked,
                tariffSequence, lastLogSequence, lastLogEntry, lastLate, lastLateSequence, lateSince, replacedBy,
                replacedAt, replaces,
                reportedNotInService);
    }
}
