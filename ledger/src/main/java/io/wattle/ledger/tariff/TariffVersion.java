package io.wattle.ledger.tariff;

import java.time.Instant;

/**
 * A tariff of a meter from one moment on.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param from by the meter's clock
 */
public record TariffVersion(Instant from, MeterTariff tariff) {

    /** The first tariff of a meter. */
    public static TariffVersion always(MeterTariff tariff) {
        return new TariffVersion(Instant.MIN, tariff);
    }
}
