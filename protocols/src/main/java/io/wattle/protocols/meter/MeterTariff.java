package io.wattle.protocols.meter;

import java.time.Instant;
import java.util.List;

/**
 * Prices for a meter that holds money and turns it into energy or volume itself.
 *
 * @param name shown by the meter and on receipts
 * @param activeFrom when the meter is to begin with it
 * @param currency ISO 4217 code
 * @param unitPricesMillionths price of one kWh or one m3 in millionths of the currency's main unit, one for each of the
 *        meter's tariff registers, in order
 */
public record MeterTariff(String name, Instant activeFrom, String currency, List<Long> unitPricesMillionths) {

    public MeterTariff {
        unitPricesMillionths = List.copyOf(unitPricesMillionths);
        if (unitPricesMillionths.isEmpty()) {
            throw new IllegalArgumentException("unitPricesMillionths must name at least one price");
        }
    }
}
