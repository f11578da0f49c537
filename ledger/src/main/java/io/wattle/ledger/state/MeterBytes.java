package io.wattle.ledger.state;

import io.wattle.ledger.entry.AccountBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.TariffBytes;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.MeterTerms;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.Used;
import java.time.Instant;
import java.util.Optional;

/** How a meter's state lies in a snapshot. */
final class MeterBytes {

    private MeterBytes() {}

    /**
     * Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. Open credits and the open
     * order write themselves and find their meter again.
     */
    static void write(MeterState meter, EntryBytes to) {
        to.text(meter.meter)
                .text(meter.account)
                .unit(meter.registerUnit())
                .unit(meter.balanceUnit())
                .i64(meter.terms().registerModulus());
        to.optional(meter.firstTariff(), tariff -> TariffBytes.write(tariff, to)).i64(meter.registeredSequence);
        Lists.write(to, meter.terms().tariffs(),
                version -> TariffBytes.write(version.tariff(), to.instant(version.from())));
        to.optional(meter.lastReading(), reading -> reading.write(to)).i64(meter.lastReadingSequence);
        to.optional(meter.lastBalance(),
                last -> to.instant(last.takenAt()).instant(last.chargedThrough()).i64(last.value()));
        to.i64(meter.firstBalanceSequence)
                .i64(meter.provingSequence())
                .i64(meter.provingTakenAtS())
                .i64(meter.seldom.rebasedSequence);
        to.flag(meter.registerFellSinceBalance)
                .i64(meter.used.exact())
                .i64(meter.used.less())
                .i64(meter.used.more())
                .flag(meter.used.unknown());
        to.i64(meter.drift).optional(meter.seldom.warnedAt, to::instant);
        Lists.write(to, meter.inferred, to::text);
        AccountBytes.write(meter.traits, to.text(meter.location == null ? "" : meter.location));
        to.flag(meter.seldom != SeldomState.NOTHING);
        if (meter.seldom != SeldomState.NOTHING) {
            meter.seldom.write(to);
        }
    }

    static MeterState read(EntrySource from) {
        Fact.MeterRegistered registered = new Fact.MeterRegistered(from.text(), from.text(), from.unit(), from.unit(),
                Optional.of(from.i64()), from.optional(() -> TariffBytes.read(from)));
        MeterState meter = new MeterState(registered, from.i64());
        meter.terms(new MeterTerms(meter.terms().inMoney(), meter.terms().registerModulus(),
                Lists.read(from, () -> version(from))));
        from.optional(() -> Reading.read(from)).ifPresent(meter::reading);
        meter.lastReadingSequence = from.i64();
        from.optional(() -> new LastBalance(from.instant(), from.instant(), from.i64())).ifPresent(meter::balance);
        meter.firstBalanceSequence = from.i64();
        long provingSequence = from.i64();
        long provingTakenAtS = from.i64();
        long rebasedSequence = from.i64();
        meter.registerFellSinceBalance = from.flag();
        meter.used = Used.of(from.i64(), from.i64(), from.i64(), from.flag());
        meter.drift = from.i64();
        Optional<Instant> warnedAt = from.optional(from::instant);
        meter.inferred = Lists.read(from, from::text);
        String location = from.text();
        meter.location = location.isEmpty() ? null : location;
        meter.traits = AccountBytes.readTraits(from);
        meter.seldom = from.flag() ? SeldomState.read(from, meter.meter) : SeldomState.NOTHING;
        meter.proving(provingSequence, provingTakenAtS);
        if (warnedAt.isPresent()) {
            meter.rare().warnedAt = warnedAt;
        }
        if (rebasedSequence != 0) {
            meter.rare().rebasedSequence = rebasedSequence;
        }
        return meter;
    }

    private static TariffVersion version(EntrySource from) {
        return new TariffVersion(from.instant(), TariffBytes.read(from));
    }
}
