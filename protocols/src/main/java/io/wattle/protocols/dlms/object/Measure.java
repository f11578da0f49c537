package io.wattle.protocols.dlms.object;

import java.math.BigDecimal;

/**
 * A number and what it counts.
 *
 * @param number exact, scaled
 * @param unit as IEC 62056-6-2 numbers them, 1..255
 */
public record Measure(BigDecimal number, int unit) {

    /** Such as {@code 12.345 kWh}, the number in full. */
    public String text() {
        String symbol = Units.symbol(unit);
        return number.toPlainString() + (symbol.isEmpty() ? "" : " " + symbol);
    }
}
