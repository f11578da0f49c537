package io.wattle.ledger.explain;

import io.wattle.ledger.entry.BalanceCheck;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;

/** What a balance was held against: what was left, what arrived, what was taken off, and by how much it is off. */
final class CheckWords {

    private CheckWords() {}

    static String of(Fact.ReadingAccepted fact, LedgerEntry entry) {
        return fact.check().map(check -> words(fact, check, entry)).orElse("");
    }

    private static String words(Fact.ReadingAccepted fact, BalanceCheck check, LedgerEntry entry) {
        if (check.unexplained().isEmpty()) {
            return "; the first balance, to be taken as it is";
        }
        Quantity off = check.unexplained().get();
        Quantity arrived = arrived(fact, entry);
        Quantity expected = fact.reading().balance().orElseThrow().minus(off);
        Quantity left = expected.minus(arrived).plus(check.used()).plus(check.charged());
        return "; left " + QuantityText.of(left)
                + (arrived.isZero() ? "" : " + arrived " + QuantityText.of(arrived))
                + " - used " + QuantityText.of(check.used())
                + (check.charged().isZero() ? "" : " - charged " + QuantityText.of(check.charged()))
                + " = expected " + QuantityText.of(expected)
                + (check.estimated() ? ", an estimate held to what is possible" : "")
                + (off.isZero() ? ", as found" : ", off by " + QuantityText.of(off));
    }

    /** All that the entry says is in the meter now, less what was taken out. */
    private static Quantity arrived(Fact.ReadingAccepted fact, LedgerEntry entry) {
        Quantity sum = fact.reading().balance().orElseThrow().unit().zero();
        for (Fact other : entry.facts()) {
            if (other instanceof Fact.OfMeter ofMeter && ofMeter.meter().equals(fact.meter())) {
                sum = switch (ofMeter) {
                    case Fact.CreditConfirmed f -> sum.plus(f.amount());
                    case Fact.ChangeShown f -> sum.plus(f.amount());
                    case Fact.CreditCameLater f -> sum.plus(f.amount());
                    default -> sum;
                };
            }
        }
        return sum;
    }
}
