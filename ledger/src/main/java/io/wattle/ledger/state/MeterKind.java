package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.verify.MeterTerms;
import java.util.List;
import java.util.Optional;

/**
 * What a meter was registered as, and how it counts now.
 *
 * @param firstTariff that it was registered with
 */
record MeterKind(Unit registerUnit, Unit balanceUnit, Optional<MeterTariff> firstTariff, MeterTerms terms) {

    static MeterKind of(Fact.MeterRegistered fact) {
        Unit balance = fact.balanceUnit();
        return new MeterKind(fact.registerUnit(), balance, fact.tariff(),
                new MeterTerms(balance.kind() == Unit.Kind.MONEY, fact.registerModulus().orElse(0L),
                        List.of(TariffVersion.always(fact.tariff().orElse(MeterTariff.NONE)))));
    }

    MeterKind with(MeterTerms now) {
        return new MeterKind(registerUnit, balanceUnit, firstTariff, now);
    }
}
