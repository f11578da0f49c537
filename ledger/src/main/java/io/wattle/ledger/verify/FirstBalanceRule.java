package io.wattle.ledger.verify;

import io.wattle.ledger.verify.PendingChange.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The first balance of a meter. There is nothing to infer from yet, so it is taken as it is; but the meter's own word that
 * it took a credit is direct evidence, and so is a balance that holds what was carried over from the meter before it.
 */
final class FirstBalanceRule {

    private FirstBalanceRule() {}

    static Verdict.FirstBalance judge(long balance, Settlement settled, Pending pending, long tolerance) {
        List<Shown> shown = new ArrayList<>();
        long opening = balance + settled.sum();
        for (PendingChange change : pending.changes()) {
            boolean isThere = switch (change.kind()) {
                case CREDIT -> change.word() != Word.NONE;
                case OTHER -> holds(opening, change.amount(), tolerance);
                case REPAYMENT, FOUND_BEFORE, PART_FOUND_BEFORE -> false;
            };
            if (isThere) {
                shown.add(change.shown());
                opening -= change.amount();
            }
        }
        return new Verdict.FirstBalance(opening, shown);
    }

    /** A debt that was carried over is there only if it is all that there is. */
    private static boolean holds(long opening, long amount, long tolerance) {
        return Math.abs(opening - amount) <= tolerance || (amount > 0 && opening > amount);
    }

}
