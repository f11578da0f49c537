package io.wattle.ledger.tariff.sale;

import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a receipt; or nothing, when only the sum is wanted. */
class Lines {
    /** Keeps nothing, so that a search for an amount allocates nothing. */
    static final Lines NONE = new Lines() {
        @Override
        void add(Kind kind, String name, long units, long rate, long amountMinor) {
            // Only the sum is wanted.
        }

        @Override
        boolean areKept() {
            return false;
        }
    };

    private final List<QuoteLine> lines = new ArrayList<>();

    /** A line that says something: an amount, or units that cost nothing. */
    void add(Kind kind, String name, long units, long rate, long amountMinor) {
        if (amountMinor != 0 || units != 0) {
            lines.add(new QuoteLine(kind, name, units, rate, amountMinor));
        }
    }

    /** Whether names need to be made up. */
    boolean areKept() {
        return true;
    }

    List<QuoteLine> all() {
        return lines;
    }
}
