package io.wattle.ledger.tariff.sale;

import java.util.List;

/**
 * What something costs by a tariff, in minor units.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param totalMinor with all taxes
 * @param taxes those in it, added and included
 */
public record Worth(long totalMinor, List<QuoteLine> taxes) {
    public Worth {
        taxes = List.copyOf(taxes);
    }
}
