package io.wattle.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Simulated months of one meter: legal ones raise nothing, thefts are found. */
class MeterMonthsTest {
    private static final int TOLERANCE = 5;

    @Property(tries = 300)
    void shouldRaiseNothingInALegalHistory(@ForAll long seed) {
        Month month = new Month(seed);
        month.read(); // the first reading comes before the first credit
        for (int day = 0; day < 60; day++) {
            month.legalDay();
            Verdict verdict = month.read();
            assertThat(verdict).as("seed %d day %d", seed, day)
                    .isInstanceOfAny(Verdict.FirstBalance.class,
                            Verdict.Quiet.class, Verdict.Explained.class);
        }
        // Which of two sums of one size arrived, nobody can tell.
        assertThat(sum(month.pending)).isEqualTo(sum(month.underWay));
    }

    private static long sum(List<PendingChange> changes) {
        return changes.stream().mapToLong(PendingChange::amount).sum();
    }

    /** Ten Wh lie beyond whatever the drift has left of the tolerance on either side. */
    @Property(tries = 300)
    void shouldFindAnIncreaseWithTheNextReading(@ForAll long seed, @ForAll @IntRange(min = 11, max = 90) int stolen) {
        Month month = new Month(seed);
        month.read(); // the first reading comes before the first credit
        for (int day = 0; day < 10; day++) {
            month.legalDay();
            month.read();
        }
        month.legalDay();
        month.balance += stolen;
        assertThat(month.read()).isInstanceOf(Verdict.Unbacked.class);
    }

    @Property(tries = 100)
    void shouldFindATheftThatStaysBelowTheToleranceInTheEnd(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int stolenDaily) {
        Month month = new Month(seed);
        month.noise = false;
        month.read();
        int days = 0;
        Verdict verdict = new Verdict.NoBalance();
        while (!(verdict instanceof Verdict.Unbacked) && days < 30) {
            days++;
            month.legalDay();
            month.balance += stolenDaily;
            verdict = month.read();
        }
        assertThat(verdict).isInstanceOf(Verdict.Unbacked.class);
        assertThat(days).isEqualTo(TOLERANCE / stolenDaily + 1);
    }

    /**
     * A meter, its customer, and what a ledger would remember. Credits are multiples of 100 Wh and arrive in order, and no two
     * sums of those under way are the same: which of two equal sums came nobody can tell, and what comes later may fit only
     * the other one.
     */
    private static final class Month {
        private final Random random;
        private final BalanceVerifier verifier = new BalanceVerifier(TOLERANCE);
        private final List<PendingChange> pending = new ArrayList<>();
        private final List<PendingChange> underWay = new ArrayList<>();
        private Optional<MeterTrail> trail = Optional.empty();
        private boolean noise = true;
        private long register = 5000;
        private long balance = 3000;
        private long rounding;
        private int sold;

        Month(long seed) {
            random = new Random(seed);
        }

        void legalDay() {
            long used = random.nextInt(800);
            register += used;
            balance -= used;
            long amount = 100L * (1 + random.nextInt(30));
            if (pending.size() < 8 && random.nextInt(3) > 0 && !isDifference(amount, 0)) {
                sold++;
                PendingChange credit = new PendingChange("C" + sold, PendingChange.Kind.CREDIT, amount,
                        PendingChange.Word.NONE);
                pending.add(credit);
                underWay.add(credit);
            }
            for (int arrived = random.nextInt(underWay.size() + 1); arrived > 0; arrived--) {
                balance += underWay.removeFirst().amount();
            }
            if (noise) {
                long next = random.nextInt(5) - 2L; // balance and register round apart by 2 Wh at most
                balance += next - rounding;
                rounding = next;
            }
        }

        /** Whether some of what is under way, less others of it, comes to so much. */
        private boolean isDifference(long amount, int from) {
            if (from == pending.size()) {
                return amount == 0;
            }
            long one = pending.get(from).amount();
            return isDifference(amount, from + 1) || isDifference(amount - one, from + 1)
                    || isDifference(amount + one, from + 1);
        }

        Verdict read() {
            Weighing weighing = verifier.weigh(MeterTerms.PLAIN, trail, Weighed.NOON, register,
                    OptionalLong.of(balance), Pending.of(pending));
            Verdict verdict = weighing.verdict();
            trail = Optional.of(Weighed.trail(register, balance, driftAfter(verdict), Used.NOTHING));
            verdict.shown().forEach(one -> pending.remove(one.change()));
            return verdict;
        }

        private long driftAfter(Verdict verdict) {
            long before = trail.map(MeterTrail::drift).orElse(0L);
            boolean found = verdict instanceof Verdict.Unbacked || verdict instanceof Verdict.Shortfall;
            return found ? 0 : before + verdict.unexplained().orElse(0L);
        }
    }
}
