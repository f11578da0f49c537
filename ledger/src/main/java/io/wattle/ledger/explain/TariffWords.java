package io.wattle.ledger.explain;

import io.wattle.ledger.tariff.MeterTariff;

/** The tariff in a meter, in plain words and in the smallest units, as it is set there. */
final class TariffWords {

    private TariffWords() {}

    static String of(MeterTariff tariff) {
        String price = tariff.priceMinorPerThousand() == 0
                ? "it takes off what its register counts"
                : "it takes off " + tariff.priceMinorPerThousand() + " minor units for 1000 of its register";
        return price + tariff.standing()
                .map(charge -> ", and " + charge.amount() + " every " + charge.period().toHours() + " h from "
                        + charge.anchor())
                .orElse("");
    }
}
