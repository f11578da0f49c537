package io.wattle.protocols.dlms.object.typed;

import java.math.BigDecimal;

/**
 * A balance, a limit, a debt.
 *
 * @param number exact, scaled
 * @param currency what it counts, empty if the meter does not say
 */
public record Amount(BigDecimal number, String currency) {

    /** Such as {@code 25.00 KES}. */
    public String text() {
        return number.toPlainString() + (currency.isEmpty() ? "" : " " + currency);
    }
}
