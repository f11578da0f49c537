package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.SupplyOrder;
import io.wattle.ledger.entry.TariffBytes;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.MeterTerms;
import io.wattle.ledger.verify.MeterTrail;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.Used;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
        terms = shared(new MeterTerms(balanceUnit.kind() == Unit.Kind.MONEY, fact.registerModulus().orElse(0L),
                List.of(TariffVersion.always(firstTariff.orElse(MeterTariff.NONE)))));
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

    /**
     * Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. Open credits and the open
     * order write themselves and find their meter again.
     */
    void write(EntryBytes to) {
        to.text(meter).text(account).unit(registerUnit).unit(balanceUnit).i64(terms.registerModulus());
        to.optional(firstTariff, tariff -> TariffBytes.write(tariff, to)).i64(registeredSequence).i64(tariffSequence);
        list(to, terms.tariffs(), version -> TariffBytes.write(version.tariff(), to.instant(version.from())));
        to.optional(lastReading, reading -> reading.write(to)).i64(lastReadingSequence);
        to.optional(lastBalance, last -> to.instant(last.takenAt()).instant(last.chargedThrough()).i64(last.value()));
        to.i64(firstBalanceSequence).i64(provingSequence).i64(rebasedSequence).i64(blurredSequence);
        to.flag(registerFellSinceBalance).i64(used.exact()).i64(used.less()).i64(used.more()).flag(used.unknown());
        to.i64(drift).optional(fellAt, to::instant).optional(registerFellAt, to::instant);
        to.optional(warnedAt, to::instant).optional(warnedBalance, to::quantity);
        to.optional(clockWrongSince, to::instant);
        list(to, changes, change -> change.write(to));
        list(to, guesses, guess -> to.text(guess.creditId()).i64(guess.amount()));
        list(to, inferred, to::text);
        list(to, revoked, to::text);
        to.i64(lastLogSequence).i64(lastLogEntry);
        to.optional(lastLate, reading -> reading.write(to)).i64(lastLateSequence).optional(lateSince, to::instant);
        to.optional(replacedBy, to::text).optional(replacedAt, to::instant).optional(replaces, to::text);
        to.flag(reportedNotInService);
    }

    static MeterState read(EntrySource from) {
        Fact.MeterRegistered registered = new Fact.MeterRegistered(from.text(), from.text(), from.unit(), from.unit(),
                Optional.of(from.i64()), from.optional(() -> TariffBytes.read(from)));
        MeterState meter = new MeterState(registered, from.i64());
        meter.tariffSequence = from.i64();
        meter.terms = shared(new MeterTerms(meter.terms.inMoney(), meter.terms.registerModulus(),
                list(from, () -> version(from))));
        meter.lastReading = from.optional(() -> Reading.read(from));
        meter.lastReadingSequence = from.i64();
        meter.lastBalance = from.optional(() -> new LastBalance(from.instant(), from.instant(), from.i64()));
        meter.firstBalanceSequence = from.i64();
        meter.provingSequence = from.i64();
        meter.rebasedSequence = from.i64();
        meter.blurredSequence = from.i64();
        meter.registerFellSinceBalance = from.flag();
        meter.used = new Used(from.i64(), from.i64(), from.i64(), from.flag());
        meter.drift = from.i64();
        meter.fellAt = from.optional(from::instant);
        meter.registerFellAt = from.optional(from::instant);
        meter.warnedAt = from.optional(from::instant);
        meter.warnedBalance = from.optional(from::quantity);
        meter.clockWrongSince = from.optional(from::instant);
        meter.changes = list(from, () -> PendingState.read(from));
        meter.guesses = list(from, () -> new Guess(from.text(), from.i64()));
        meter.inferred = list(from, from::text);
        meter.revoked = list(from, from::text);
        meter.lastLogSequence = from.i64();
        meter.lastLogEntry = from.i64();
        meter.lastLate = from.optional(() -> Reading.read(from));
        meter.lastLateSequence = from.i64();
        meter.lateSince = from.optional(from::instant);
        meter.replacedBy = from.optional(from::text);
        meter.replacedAt = from.optional(from::instant);
        meter.replaces = from.optional(from::text);
        meter.reportedNotInService = from.flag();
        return meter;
    }

    /** Most meters are plain: one for all of them. */
    private static MeterTerms shared(MeterTerms terms) {
        return terms.equals(MeterTerms.PLAIN) ? MeterTerms.PLAIN : terms;
    }

    private static TariffVersion version(EntrySource from) {
        return new TariffVersion(from.instant(), TariffBytes.read(from));
    }

    private static <T> void list(EntryBytes to, List<T> list, Consumer<T> writer) {
        to.u16(list.size());
        list.forEach(writer);
    }

    private static <T> List<T> list(EntrySource from, Supplier<T> reader) {
        List<T> list = new ArrayList<>();
        for (int left = from.u16(); left > 0; left--) {
            list.add(reader.get());
        }
        return List.copyOf(list);
    }
}
