package io.wattle.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.verify.PendingChange.Kind;
import io.wattle.ledger.verify.PendingChange.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The search finds what looking at every subset by the words of its own description finds. */
class ChangeSearchTest {
    private static final int CASES = 4_000;

    @Test
    void shouldChooseAsItsDescriptionSays() {
        for (long seed = 1; seed <= CASES; seed++) {
            Case one = new Case(new Random(seed));
            ChangeSearch search = one.search();
            int expected = one.best();
            assertThat(IntStream.range(0, one.changes.size()).filter(search::has).toArray())
                    .as("seed %d: %s", seed, one)
                    .isEqualTo(one.members(expected).toArray());
            assertThat(search.sum()).as("seed %d: %s", seed, one).isEqualTo(one.sum(expected));
            assertThat(search.fits()).as("seed %d: %s", seed, one).isEqualTo(one.fits(expected));
            assertThat(search.shown()).as("seed %d: %s", seed, one).isEqualTo(one.shown(expected));
        }
    }

    /** Small round amounts, so that many subsets come to the same. */
    private static final class Case {
        final List<PendingChange> changes = new ArrayList<>();
        private final long unexplained;
        private final long drift;
        private final Room room;
        private final int lateFrom;
        private final long certainCredits;

        Case(Random random) {
            int count = random.nextInt(8);
            for (int i = 0; i < count; i++) {
                boolean mayBePart = i > 0 && changes.get(i - 1).kind() == Kind.CREDIT;
                Kind kind = switch (random.nextInt(8)) {
                    case 0 -> Kind.REPAYMENT;
                    case 1 -> Kind.OTHER;
                    case 2 -> Kind.FOUND_BEFORE;
                    case 3 -> mayBePart ? Kind.PART_FOUND_BEFORE : Kind.CREDIT;
                    default -> Kind.CREDIT;
                };
                long size = 10L * (1 + random.nextInt(6));
                boolean falls = kind == Kind.REPAYMENT || (kind == Kind.OTHER && random.nextBoolean());
                Word word = kind == Kind.CREDIT && random.nextInt(3) == 0 ? Word.ACCEPTED : Word.NONE;
                changes.add(new PendingChange("C" + i, kind, falls ? -size : size, word));
            }
            lateFrom = random.nextBoolean() ? count : random.nextInt(count + 1);
            unexplained = 10L * (random.nextInt(30) - 6) + random.nextInt(5) - 2;
            drift = random.nextInt(7) - 3L;
            room = new Room(random.nextInt(12), random.nextInt(12));
            certainCredits = random.nextInt(3) == 0 ? 10L * random.nextInt(6) : 0;
        }

        ChangeSearch search() {
            return ChangeSearch.search(unexplained, drift, room, changes, lateFrom, certainCredits);
        }

        /** As a number whose lowest bit is the oldest change. */
        int best() {
            List<Integer> fitting = all().filter(this::fits).boxed().toList();
            if (!fitting.isEmpty()) {
                return fitting.stream()
                        .max(Comparator.comparingInt(this::accepted)
                                .thenComparing(subset -> Math.abs(unexplained - sum(subset)), Comparator.reverseOrder())
                                .thenComparing(plainer()))
                        .orElseThrow();
            }
            int allAccepted = IntStream.range(0, changes.size())
                    .filter(i -> changes.get(i).word() == Word.ACCEPTED)
                    .map(i -> 1 << i)
                    .sum();
            return all().filter(subset -> (subset & allAccepted) == allAccepted)
                    .filter(subset -> members(subset).noneMatch(i -> i >= lateFrom))
                    .filter(subset -> unexplained - sum(subset) + drift >= -room.below())
                    .boxed()
                    .max(Comparator.comparingLong(this::sum).thenComparing(plainer()))
                    .orElse(allAccepted);
        }

        boolean fits(int subset) {
            long off = unexplained - sum(subset) + drift;
            return off >= -room.below() && off <= room.above();
        }

        long sum(int subset) {
            return shown(subset).stream().mapToLong(Shown::amount).sum();
        }

        /** Repayments come out of the credits, in order, as far as these go. */
        List<Shown> shown(int subset) {
            List<Shown> shown = new ArrayList<>();
            long credits = certainCredits + members(subset).mapToObj(changes::get)
                    .filter(change -> change.kind() == Kind.CREDIT)
                    .mapToLong(PendingChange::amount)
                    .sum();
            for (PendingChange change : members(subset).mapToObj(changes::get).toList()) {
                if (change.kind() != Kind.REPAYMENT) {
                    shown.add(new Shown(change, change.amount()));
                } else if (credits > 0) {
                    long repaid = Math.min(credits, -change.amount());
                    credits -= repaid;
                    shown.add(new Shown(change, -repaid));
                }
            }
            return shown;
        }

        IntStream members(int subset) {
            return IntStream.range(0, changes.size()).filter(i -> (subset >> i & 1) == 1);
        }

        private IntStream all() {
            return IntStream.range(0, 1 << changes.size()).filter(this::isPossible);
        }

        private boolean isPossible(int subset) {
            boolean partsAlone = members(subset).anyMatch(
                    i -> changes.get(i).kind() == Kind.PART_FOUND_BEFORE && (subset >> (i - 1) & 1) == 0);
            return !partsAlone && members(subset).filter(i -> i >= lateFrom).count() <= ChangeSearch.LATE_MAX;
        }

        private int accepted(int subset) {
            return (int) members(subset).filter(i -> changes.get(i).word() == Word.ACCEPTED).count();
        }

        /** Fewest deductions, then fewest changes, then the oldest. */
        private Comparator<Integer> plainer() {
            return Comparator.<Integer>comparingLong(
                    subset -> -members(subset).filter(i -> changes.get(i).amount() < 0).count())
                    .thenComparingLong(subset -> -members(subset).count())
                    .thenComparing((one, other) -> Integer.compareUnsigned(Integer.reverse(one),
                            Integer.reverse(other)));
        }

        @Override
        public String toString() {
            return unexplained + " unexplained, drift " + drift + ", " + room + ", late from " + lateFrom + ", "
                    + certainCredits + " certain, " + changes;
        }
    }
}
