package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.SupplyOrder;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.verify.MeterTrail;
import io.wattle.ledger.verify.PendingCredit;
import java.time.Instant;
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

    Optional<Reading> lastReading = Optional.empty();
    long lastReadingSequence;
    Optional<Quantity> lastBalance = Optional.empty();
    /** When a balance was first known; 0 for never. */
    long firstBalanceSequence;
    /** The last reading whose balance was fully explained; 0 for none. What it does not show did not arrive. */
    long provingSequence;
    /** The last reading that took the balance as it was found, with a finding; 0 for none. See {@link #isDoubtful}. */
    long rebasedSequence;
    /** Whether consumption was lost since the last balance, so that the next one proves nothing. */
    boolean registerFellSinceBalance;
    Quantity consumedSinceBalance;
    Quantity drift;
    Optional<Instant> warnedAt = Optional.empty();
    /** The balance when the warning was given. */
    Optional<Quantity> warnedBalance = Optional.empty();
    /** When the first reading with a wrong clock came, by the ledger's clock; empty when the last one was good. */
    Optional<Instant> clockWrongSince = Optional.empty();
    Optional<SupplyOrder> openOrder = Optional.empty();

    MeterState(Fact.MeterRegistered fact, long sequence) {
        meter = fact.meter();
        account = fact.account();
        registerUnit = fact.registerUnit();
        balanceUnit = fact.balanceUnit();
        registeredSequence = sequence;
        consumedSinceBalance = registerUnit.zero();
        drift = balanceUnit.zero();
    }

    MeterStatus status() {
        return new MeterStatus(meter, account, registerUnit, balanceUnit, lastReading, warnedAt.isPresent(), warnedAt,
                openOrder.map(SupplyOrder::orderId));
    }

    /** What the verifier compares the next reading with; empty before the first. */
    Optional<MeterTrail> trail() {
        return lastReading
                .map(reading -> new MeterTrail(reading.register(), lastBalance, consumedSinceBalance, drift));
    }

    /**
     * Whether readings can tell no more if it arrived. A balance that did not add up was taken as it was found after the
     * credit was sent, and the credit may lie in it; or no balance was known before. Then a later rise is not this credit,
     * a later quiet reading does not show it missing, and a person has to decide.
     */
    boolean isDoubtful(CreditState credit) {
        return firstBalanceSequence == 0 || firstBalanceSequence > credit.sentSequence
                || rebasedSequence > credit.sentSequence;
    }

    /** Credits that the next reading may show, oldest first: sent at least once, and not doubtful. */
    List<PendingCredit> creditsThatMayHaveArrived() {
        return openCredits.values()
                .stream()
                .filter(credit -> credit.attempt > 0 && (lastBalance.isEmpty() || !isDoubtful(credit)))
                .map(credit -> new PendingCredit(credit.creditId, credit.amount,
                        credit.state == CreditStatus.State.ACCEPTED))
                .toList();
    }

    /**
     * Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. Open credits and the open
     * order write themselves and find their meter again.
     */
    void write(EntryBytes to) {
        to.text(meter).text(account).unit(registerUnit).unit(balanceUnit).i64(registeredSequence);
        to.optional(lastReading, reading -> reading.write(to)).i64(lastReadingSequence);
        to.optional(lastBalance, to::quantity).i64(firstBalanceSequence).i64(provingSequence).i64(rebasedSequence);
        to.flag(registerFellSinceBalance).quantity(consumedSinceBalance).quantity(drift);
        to.optional(warnedAt, to::instant).optional(warnedBalance, to::quantity);
        to.optional(clockWrongSince, to::instant);
    }

    static MeterState read(EntrySource from) {
        Fact.MeterRegistered registered = new Fact.MeterRegistered(from.text(), from.text(), from.unit(), from.unit());
        MeterState meter = new MeterState(registered, from.i64());
        meter.lastReading = from.optional(() -> Reading.read(from));
        meter.lastReadingSequence = from.i64();
        meter.lastBalance = from.optional(from::quantity);
        meter.firstBalanceSequence = from.i64();
        meter.provingSequence = from.i64();
        meter.rebasedSequence = from.i64();
        meter.registerFellSinceBalance = from.flag();
        meter.consumedSinceBalance = from.quantity();
        meter.drift = from.quantity();
        meter.warnedAt = from.optional(from::instant);
        meter.warnedBalance = from.optional(from::quantity);
        meter.clockWrongSince = from.optional(from::instant);
        return meter;
    }
}
