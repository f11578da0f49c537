package io.wattle.ledger.verify;

import io.wattle.ledger.verify.PendingChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Weighs a reading against what is known of the meter. Pure and deterministic; safe in any thread.
 *
 * @param tolerance how far a balance may stand off in all, in its own unit (Wh, l or minor), not below zero
 */
public record BalanceVerifier(long tolerance) {

    public BalanceVerifier {
        if (tolerance < 0) {
            throw new IllegalArgumentException("tolerance must not be below zero, was: " + tolerance);
        }
    }

    /**
     * Weighs a reading. Amounts must be within a million millions either way, so that no sum leaves the range of a long.
     *
     * @param before empty for the first reading of a meter
     * @param takenAt by the meter's clock
     * @param register of the new reading
     * @param balance of the new reading, in the meter's unit of balance
     */
    public Weighing weigh(MeterTerms terms, Optional<MeterTrail> before, Instant takenAt, long register,
            OptionalLong balance, Pending pending) {
        if (before.isEmpty()) {
            Verdict first = balance.isEmpty()
                    ? new Verdict.NoBalance()
                    : FirstBalanceRule.judge(balance.getAsLong(), Settlement.NOTHING, pending, tolerance);
            return new Weighing(RegisterStep.FIRST, Used.NOTHING, Settlement.NOTHING, first);
        }
        MeterTrail trail = before.get();
        RegisterStep step = RegisterStep.of(trail.register(), register, terms.registerModulus(),
                pending.registerReset());
        if (balance.isEmpty()) {
            // There is no balance to ask: what was announced is likelier than a roll-over, which comes once in years.
            boolean isReset = pending.registerReset() && step.kind() == RegisterStep.Kind.ROLLED_OVER;
            RegisterStep likelier = isReset ? step.asReset() : step;
            return new Weighing(likelier, cost(terms, trail, takenAt, likelier), Settlement.NOTHING,
                    new Verdict.NoBalance());
        }
        Weighing weighing = weighed(terms, trail, takenAt, balance.getAsLong(), pending, step);
        if (!pending.registerReset() || step.kind() == RegisterStep.Kind.RESET || !isFinding(weighing.verdict())) {
            return weighing;
        }
        // The register passed its old value again, stood at zero, or seems to have rolled over: the balance knows better.
        Weighing reset = weighed(terms, trail, takenAt, balance.getAsLong(), pending, step.asReset());
        return isFinding(reset.verdict()) ? weighing : reset;
    }

    private Weighing weighed(MeterTerms terms, MeterTrail trail, Instant takenAt, long balance, Pending pending,
            RegisterStep step) {
        Used cost = cost(terms, trail, takenAt, step);
        Used used = trail.used().plus(cost);
        if (trail.balance().isEmpty()) {
            Settlement settled = new Settlement(terms.whole(used.exact()), 0, false);
            return new Weighing(step, cost, settled, FirstBalanceRule.judge(balance, settled, pending, tolerance));
        }
        return new Comparison(terms, trail, trail.balance().get(), used, takenAt, balance, pending)
                .weighing(step, cost);
    }

    private static boolean isFinding(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unbacked _,Verdict.Shortfall _ -> true;
            case Verdict.NoBalance _,Verdict.FirstBalance _,Verdict.Quiet _,Verdict.Explained _,Verdict.Cleared _ ->
                false;
        };
    }

    private static Used cost(MeterTerms terms, MeterTrail trail, Instant takenAt, RegisterStep step) {
        boolean lost = step.kind() == RegisterStep.Kind.RESET;
        if (!terms.inMoney() || lost) {
            return new Used(terms.inMoney() ? 0 : step.consumed(), 0, 0, lost);
        }
        return StepPrice.of(step.consumed(), trail.takenAt(), takenAt, terms.tariffs());
    }

    /** One balance held against the one before. */
    private final class Comparison {
        private final long drift;
        private final long last;
        private final long now;
        private final Pending pending;
        private final Settlement expected;
        /** What the estimate may be off. */
        private final Room estimate;
        private final boolean useUnknown;
        private final long possibleCharges;
        private final Room room;
        /** What is off, before any pending change. */
        private final long unexplained;

        Comparison(MeterTerms terms, MeterTrail trail, MeterTrail.LastBalance before, Used used, Instant takenAt,
                long now, Pending pending) {
            this.drift = trail.drift();
            this.last = before.value();
            this.now = now;
            this.pending = pending;
            ChargesTaken charges = ChargesTaken.between(before.takenAt(), before.chargedThrough(), takenAt,
                    trail.clockStepped(), terms.tariffs());
            this.expected = new Settlement(terms.whole(used.exact()), charges.certain(), false);
            this.useUnknown = used.unknown();
            this.possibleCharges = charges.possible();
            this.estimate = new Room((used.unknown() ? Used.MAX : terms.wholeUp(used.more())) + charges.possible(),
                    terms.wholeUp(used.less()));
            this.room = estimate.plus(new Room(tolerance, tolerance));
            this.unexplained = now - last + expected.sum();
        }

        Weighing weighing(RegisterStep step, Used cost) {
            Considered considered = Considered.of(pending);
            if (considered.isEmpty() && !pending.clearing()) {
                return new Weighing(step, cost, settled(unexplained), judged(unexplained, List.of(), considered));
            }
            long rest = unexplained - considered.certainSum();
            // Where use is not known, any larger credit would fit: the nearest of all is the likeliest.
            ChangeSearch found = ChangeSearch.search(rest, drift, room,
                    useUnknown ? considered.search() : considered.fresh(), considered.lateFrom(),
                    considered.certainCredits());
            if (!found.fits() && considered.hasLate()) {
                ChangeSearch late = ChangeSearch.search(rest, drift, room, considered.search(),
                        considered.lateFrom(), considered.certainCredits());
                found = late.fits() ? late : found;
            }
            if (!found.fits() && pending.clearing()) {
                Optional<Verdict.Cleared> cleared = ClearingRule.judge(last, now, expected, room, considered);
                if (cleared.isPresent()) {
                    return new Weighing(step, cost, expected, cleared.get());
                }
            }
            List<Shown> shown = new ArrayList<>();
            considered.certain().forEach(change -> shown.add(change.shown()));
            shown.addAll(found.shown());
            long off = rest - found.sum();
            return new Weighing(step, cost, settled(off), judged(off, shown, considered));
        }

        /**
         * What the estimate takes up of what is off: first as charges that may have been taken, then as consumption. It
         * takes up the drift with it: else rounding that one estimate swallows would come back with the next reading, and
         * estimate by estimate an honest meter would walk away from zero.
         */
        private Settlement settled(long off) {
            if (estimate.isNone()) {
                return expected;
            }
            long taken = estimate.takenUp(off + drift);
            long charges = Math.clamp(-taken, 0L, possibleCharges);
            return new Settlement(expected.used() - taken - charges, expected.charged() + charges, true);
        }

        private Verdict judged(long rest, List<Shown> shown, Considered considered) {
            long delta = rest - estimate.takenUp(rest + drift);
            long off = delta + drift;
            if (Math.abs(off) <= tolerance) {
                return shown.isEmpty() ? new Verdict.Quiet(delta) : new Verdict.Explained(delta, shown);
            }
            return off < 0
                    ? new Verdict.Shortfall(-off, delta, shown)
                    : new Verdict.Unbacked(off, delta, shown, partOf(delta, off, shown, considered));
        }

        private Optional<PendingChange> partOf(long delta, long off, List<Shown> shown, Considered considered) {
            if (delta <= tolerance) {
                return Optional.empty();
            }
            return considered.fresh()
                    .stream()
                    .filter(change -> change.kind() == Kind.CREDIT && change.amount() > off)
                    .filter(change -> shown.stream().noneMatch(one -> one.change().equals(change)))
                    .findFirst();
        }
    }
}
