package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.MeterTerms;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes true what is said about meters beside readings: tariffs, replacement, their own logs. A part of {@link FactApplier}. */
final class MeterApplier {
    private final LedgerState state;
    private final LedgerEntry entry;

    MeterApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.entry = entry;
    }

    /** What the next reading cannot need any more is forgotten. */
    void tariff(MeterState meter, TariffVersion version) {
        meter.rare().tariffSequence = entry.sequence();
        List<TariffVersion> versions = new ArrayList<>(meter.terms().tariffs());
        versions.removeIf(other -> other.from().equals(version.from()));
        versions.add(version);
        versions.sort(Comparator.comparing(TariffVersion::from));
        while (versions.size() > 1 && !versions.get(1).from().isAfter(neededFrom(meter))) {
            versions.removeFirst();
        }
        versions.set(0, TariffVersion.always(versions.getFirst().tariff()));
        MeterTerms before = meter.terms();
        meter.terms(new MeterTerms(before.inMoney(), before.registerModulus(), List.copyOf(versions)));
        state.accounts.share(meter);
    }

    private static Instant neededFrom(MeterState meter) {
        Instant reading = meter.lastReading().map(Reading::takenAt).orElse(Instant.MIN);
        return meter.lastBalance().map(LastBalance::takenAt).filter(reading::isAfter).orElse(reading);
    }

    void replace(MeterState meter, MeterState by) {
        meter.rare().replacedBy = Optional.of(by.meter);
        meter.rare().replacedAt = Optional.of(entry.time());
        meter.rare().changes = List.of();
        by.rare().replaces = Optional.of(meter.meter);
        if (meter.seldom.sales.isPresent() && by.registerUnit().equals(meter.registerUnit())) {
            by.rare().sales = meter.seldom.sales; // who buys, and what of this month, is the same
            meter.rare().sales = Optional.empty();
        }
    }

    void log(MeterState meter, Fact.CreditLogged fact) {
        meter.rare().lastLogSequence = fact.line().logSequence();
        meter.rare().lastLogEntry = entry.sequence();
        if (fact.creditId().isEmpty()) {
            return;
        }
        String creditId = fact.creditId().get();
        CreditState credit = Objects.requireNonNull(state.credits.get(creditId), creditId);
        credit.logged = Optional.of(new LoggedLine(fact.line().amount().value(), fact.line().enteredAt()));
        forgetGuess(meter, creditId);
    }

    /** The one that was taken for it is under way again. */
    CreditState reopen(MeterState meter, String creditId) {
        CreditState credit = Objects.requireNonNull(state.credits.get(creditId), creditId);
        credit.reopen(entry.sequence());
        meter.opened(credit);
        state.sentCredits.put(creditId, credit);
        state.endedCredits.remove(creditId);
        state.onTheWay.add(credit);
        forgetGuess(meter, creditId);
        return credit;
    }

    private static void forgetGuess(MeterState meter, String creditId) {
        meter.inferred = Bounded.without(meter.inferred, creditId::equals);
        meter.forgetGuess(creditId);
    }
}
