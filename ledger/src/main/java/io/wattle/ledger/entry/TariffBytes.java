package io.wattle.ledger.entry;

import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.StandingCharge;
import java.time.Duration;

/**
 * A tariff in a meter, as it stands in the journal and in snapshots.
 *
 * <p>Without state, safe for any thread.
 */
public final class TariffBytes {

    private TariffBytes() {}

    /** Writes it. */
    public static void write(MeterTariff tariff, EntryBytes to) {
        to.i64(tariff.priceMinorPerThousand())
                .optional(tariff.standing(), charge -> to.i64(charge.amount())
                        .i64(charge.period().toSeconds())
                        .instant(charge.anchor()));
    }

    /** Reads what {@link #write} wrote. */
    public static MeterTariff read(EntrySource from) {
        return new MeterTariff(from.i64(), from.optional(
                () -> new StandingCharge(from.i64(), Duration.ofSeconds(from.i64()), from.instant())));
    }
}
