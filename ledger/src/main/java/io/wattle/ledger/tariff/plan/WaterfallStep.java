package io.wattle.ledger.tariff.plan;

import java.util.List;

/**
 * Who gets a part of a payment before units are bought. Tax and units come last, since a tax is worked out on what it is
 * taken of, and the tax on fixed charges is taken with them.
 *
 * <p>Immutable, safe for any thread. The number (ordinal) goes into the journal.
 */
public enum WaterfallStep {
    CHANNEL_FEE, ARREARS, EMERGENCY_CREDIT, FIXED_CHARGES;

    /** The usual order. */
    public static final List<WaterfallStep> USUAL = List.of(values());
}
