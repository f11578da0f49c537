package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.state.CreditStatus.State;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A true meter, lost answers, losses and register resets: whatever happens, no more is loaded than was paid. */
class LoadedOnceTest {

    @Property(tries = 400)
    void shouldNeverLoadMoreThanWasPaid(@ForAll long seed) {
        Simulation simulation = new Simulation(seed);
        for (int step = 0; step < 150; step++) {
            simulation.step();
            assertThat(simulation.loaded).as("seed %d step %d", seed, step).isLessThanOrEqualTo(simulation.paid);
        }
    }

    /**
     * What is lost between two readings never makes up for a credit to the unit, nor makes one look like another: that
     * no reading could tell.
     */
    private static final class Simulation {
        private final Desk desk = new Desk();
        private final Random random;
        private final Set<String> inMeter = new HashSet<>();
        private long register = 10_000_000;
        private long balance = 2000;
        private long loaded;
        private long paid;
        private int minute;
        private int payments;
        private boolean upset;
        private boolean losing;

        Simulation(long seed) {
            random = new Random(seed);
            desk.tell(Desk.register());
            read();
        }

        void step() {
            switch (random.nextInt(6)) {
                case 0 -> pay();
                case 1 -> use();
                case 2 -> upset();
                case 3 -> send();
                case 4 -> sendAgain();
                default -> decide();
            }
        }

        private void pay() {
            long kilowattHours = random.nextInt(3) + 1L;
            payments++;
            if (desk.tell(Desk.pay("k" + payments, kilowattHours * 200)) instanceof Decision.Accept) {
                paid += kilowattHours * 1000;
            }
        }

        private void use() {
            long used = random.nextInt(50);
            register += used;
            balance -= used;
            read();
        }

        /** Once between two readings. */
        private void upset() {
            if (upset) {
                return;
            }
            upset = true;
            if (random.nextInt(4) == 0) {
                register -= 50_000;
            } else {
                losing = true;
            }
        }

        /** Sizes that no credit on its way or refunded in part can be taken for. */
        private void lose() {
            losing = false;
            long loss = 0;
            do {
                loss = 100L * (1 + random.nextInt(9)) + 1000L * random.nextInt(4);
            } while (isSum(loss, desk.state.openCreditsOf(Desk.METER)) && random.nextInt(100) > 0);
            balance -= isSum(loss, desk.state.openCreditsOf(Desk.METER)) ? 0 : loss;
        }

        /** Whether credits, or parts of them, more of some and less of others, add up to it. */
        private static boolean isSum(long loss, List<CreditStatus> credits) {
            if (credits.isEmpty()) {
                return Math.abs(loss) <= 4 * Desk.RULES.toleranceUnits();
            }
            long whole = credits.getFirst().amount().value();
            long rest = credits.getFirst().remaining().value();
            List<CreditStatus> others = credits.subList(1, credits.size());
            return LongStream.of(0, whole, -whole, rest, -rest, whole - rest, rest - whole)
                    .anyMatch(part -> isSum(loss - part, others));
        }

        private void send() {
            for (CreditStatus credit : desk.state.openCreditsOf(Desk.METER)) {
                if (desk.tell(Desk.start(credit.creditId())) instanceof Decision.Accept) {
                    boolean arrives = random.nextInt(3) > 0;
                    if (arrives) {
                        balance += credit.amount().value();
                        loaded += credit.amount().value();
                        inMeter.add(credit.creditId());
                    }
                    answer(credit, arrives);
                }
            }
        }

        private void answer(CreditStatus credit, boolean arrived) {
            int fate = random.nextInt(3);
            if (fate == 0 && arrived) {
                desk.tell(Desk.settle(credit.creditId(), credit.attempt() + 1, Answer.ACCEPTED));
            } else if (fate == 1) {
                desk.tell(Desk.settle(credit.creditId(), credit.attempt() + 1, Answer.UNKNOWN));
            }
        }

        private void sendAgain() {
            read();
            for (CreditStatus credit : desk.state.openCreditsOf(Desk.METER)) {
                desk.tell(Desk.requeue(credit.creditId(), credit.attempt()));
            }
        }

        /** An honest person, who has read the meter twice and knows what it took. */
        private void decide() {
            read();
            for (CreditStatus credit : desk.state.openCreditsOf(Desk.METER)) {
                if (credit.state() != State.ORDERED && random.nextInt(4) == 0) {
                    desk.tell(new Command.DecideCredit(Origin.manual("ann", "api"), Desk.METER, credit.creditId(),
                            inMeter.contains(credit.creditId()), "looked"));
                }
            }
        }

        private void read() {
            if (losing) {
                lose();
            }
            minute++;
            assertThat(desk.tell(Desk.reading(minute, register, balance))).isInstanceOf(Decision.Accept.class);
            upset = false;
        }
    }
}
