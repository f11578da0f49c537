package io.wattle.ledger.verify;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.verify.CreditSearch.Found;
import java.util.List;
import java.util.Optional;

/**
 * Weighs a reading against what is known of the meter. Pure and deterministic; safe in any thread.
 *
 * @param toleranceUnits how far a balance may stand off in all, in its own unit (Wh or l), not below zero
 */
public record BalanceVerifier(long toleranceUnits) {

    public BalanceVerifier {
        if (toleranceUnits < 0) {
            throw new IllegalArgumentException("toleranceUnits must not be below zero, was: " + toleranceUnits);
        }
    }

    /**
     * Weighs a reading.
     *
     * @param before empty for the first reading of a meter
     * @param register of the new reading
     * @param balance of the new reading, in the register's unit
     * @param pending oldest first, at most {@value CreditSearch#CREDITS_MAX}: the search looks at every subset
     * @throws IllegalArgumentException if there are more credits, or units differ
     * @throws ArithmeticException if a sum leaves the range of a long
     */
    public Weighing weigh(Optional<MeterTrail> before, Quantity register, Optional<Quantity> balance,
            List<PendingCredit> pending) {
        Quantity zero = register.unit().zero();
        Quantity step = before.map(trail -> register.minus(trail.register())).orElse(zero);
        boolean wentBack = step.value() < 0;
        Quantity consumed = wentBack ? zero : step;
        Quantity settled = before.map(MeterTrail::consumedSinceBalance).orElse(zero).plus(consumed);
        Optional<Quantity> fellBy = wentBack ? Optional.of(step.negated()) : Optional.empty();
        Verdict verdict = balance.map(now -> verdict(before, settled, now, pending)).orElseGet(Verdict.NoBalance::new);
        return new Weighing(consumed, settled, fellBy, verdict);
    }

    private Verdict verdict(Optional<MeterTrail> before, Quantity settled, Quantity balance,
            List<PendingCredit> pending) {
        return before.flatMap(MeterTrail::balance)
                .map(last -> compared(before.orElseThrow().drift(), balance.minus(last).plus(settled), pending))
                .orElseGet(() -> first(balance, settled, pending));
    }

    /** There is nothing to infer from yet; but the meter's own word that it took a credit is direct evidence. */
    private static Verdict first(Quantity balance, Quantity settled, List<PendingCredit> pending) {
        List<PendingCredit> accepted = pending.stream().filter(PendingCredit::acceptedByMeter).toList();
        Quantity opening = balance.plus(settled);
        for (PendingCredit credit : accepted) {
            opening = opening.minus(credit.amount());
        }
        return new Verdict.FirstBalance(opening, accepted);
    }

    private Verdict compared(Quantity drift, Quantity unexplained, List<PendingCredit> pending) {
        Found found = CreditSearch.search(unexplained.value(), drift.value(), toleranceUnits, pending);
        Unit unit = unexplained.unit();
        Quantity delta = unit.of(Math.subtractExact(unexplained.value(), found.sum()));
        Quantity off = delta.plus(drift);
        if (off.value() > toleranceUnits) {
            return new Verdict.Unbacked(off, delta, found.credits());
        }
        if (off.value() < -toleranceUnits) {
            return new Verdict.Shortfall(off.negated(), delta, found.credits());
        }
        return found.credits().isEmpty() ? new Verdict.Quiet(delta) : new Verdict.Explained(delta, found.credits());
    }
}
