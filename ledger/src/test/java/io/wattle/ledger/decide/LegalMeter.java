package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.CreditStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * An honest meter, its customer, its engineer, and a network that loses, delays and repeats. Credits are of 1, 4 or 16 kWh
 * and at most three under way, so that no two sums of what is under way are the same.
 */
final class LegalMeter {
    private static final long MODULUS = 1_000_000;
    private static final long[] CREDITS = {1000, 4000, 16_000};
    final Desk desk = new Desk(Meters.RULES);
    long balance = 5000;
    long sold;
    /** Whether things are done that hide a rise: clearing the balance, resetting the register. */
    boolean mayHide = true;
    private final Random random;
    private final List<CreditStatus> onTheWay = new ArrayList<>();
    private final List<Reading> delayed = new ArrayList<>();
    private long register = 996_000;
    private long toRepay;
    private boolean toClear;
    private boolean toReset;
    private long toAdjust;
    private long toGrant;
    private int minute;
    private int keys;
    private int announced;

    LegalMeter(long seed) {
        random = new Random(seed);
        desk.tell(Meters.meter(Desk.METER, MODULUS, Meters.daily(0, 50), false));
        read();
    }

    void hour(int next) {
        minute = 60 * next;
        desk.elapsed = Duration.ofHours(next);
        use(random.nextInt(60));
        if (next % 24 == 12) {
            balance -= 50; // midnight, by a clock that began at noon
        }
        if (next - announced > 100) {
            act(); // whoever announces something does it within the week
        }
        switch (random.nextInt(14)) {
            case 0, 1 -> buy();
            case 2 -> arrive();
            case 3 -> grant();
            case 4 -> adjust();
            case 5 -> clear();
            case 6 -> reset();
            default -> {
            }
        }
        switch (random.nextInt(8)) {
            case 0 -> delayed.add(reading());
            // Without a balance a roll-over cannot be told from the reset that was announced, so it is read with one then.
            case 1 -> record(toReset
                    ? reading()
                    : new Reading(now(), new Energy(register), Optional.empty(), Optional.empty()));
            case 2 -> {
            } // nobody reads
            default -> read();
        }
        if (!delayed.isEmpty() && random.nextInt(3) == 0) {
            Reading late = delayed.get(random.nextInt(delayed.size()));
            record(late);
            if (random.nextBoolean()) {
                delayed.remove(late);
            }
        }
    }

    void read() {
        record(reading());
    }

    List<Fact.FindingRaised> findings() {
        return desk.state.findings.all().stream().map(finding -> finding.raised).toList();
    }

    /** Does what was announced, so that nothing of it can hide what comes. */
    void endResets() {
        mayHide = false;
        while (toReset) {
            reset();
        }
        read();
        while (toClear) {
            clear();
        }
        read();
    }

    private void use(long units) {
        register = (register + units) % MODULUS;
        balance -= units;
    }

    private void act() {
        if (toGrant > 0) {
            grant();
        } else if (toAdjust != 0) {
            adjust();
        } else if (toClear) {
            clear();
        } else if (toReset) {
            reset();
        }
    }

    private void buy() {
        if (desk.state.openCreditsOf(Desk.METER).size() >= 3) {
            return;
        }
        long amount = CREDITS[random.nextInt(CREDITS.length)];
        keys++;
        desk.tell(Desk.pay("p" + keys, amount / 5));
        CreditStatus credit = desk.state.openCreditsOf(Desk.METER).getLast();
        desk.tell(Desk.start(credit.creditId()));
        sold += amount;
        onTheWay.add(credit);
    }

    /** A token is keyed in, or a load goes through: some of them, in any order. */
    private void arrive() {
        for (int count = random.nextInt(3); count > 0 && !onTheWay.isEmpty(); count--) {
            long amount = onTheWay.remove(random.nextInt(onTheWay.size())).amount().value();
            long repaid = Math.min(toRepay, amount);
            toRepay -= repaid;
            balance += amount - repaid;
        }
    }

    private void grant() {
        if (toGrant > 0) {
            balance += toGrant;
            toRepay = toGrant;
            toGrant = 0;
            read(); // before a credit comes, so that it is known that it will be repaid
        } else if (toRepay == 0 && !changing()) {
            toGrant = 500;
            desk.tell(Meters.grant(key(), toGrant));
        }
    }

    private void adjust() {
        if (toAdjust != 0) {
            balance += toAdjust;
            toAdjust = 0;
        } else if (!changing()) {
            toAdjust = random.nextBoolean() ? 130 : -130;
            desk.tell(Meters.adjust(key(), toAdjust));
        }
    }

    private void clear() {
        if (toClear && !looksLikeCredits(-balance)) {
            balance = 0;
            toClear = false;
            read();
        } else if (toClear) {
            use(21); // later
        } else if (mayHide && !changing()) {
            toClear = true;
            desk.tell(Meters.act(key(), Command.Act.CLEAR_CREDIT));
        }
    }

    private void reset() {
        if (toReset && !looksLikeCredits(MODULUS - register) && !looksLikeCredits(-register)) {
            register = 0;
            toReset = false;
            read();
        } else if (toReset) {
            use(21); // later
        } else if (mayHide && !changing()) {
            toReset = true;
            desk.tell(Meters.act(key(), Command.Act.REGISTER_RESET));
        }
    }

    /**
     * Whether such a rise might as well be credits that arrived: which of both it was, no reading could tell. Those that
     * did arrive and were not read yet come on top.
     */
    private boolean looksLikeCredits(long rise) {
        List<CreditStatus> open = desk.state.openCreditsOf(Desk.METER);
        long arrived = sum(open) - sum(onTheWay);
        return isSum(rise + arrived, open);
    }

    private static long sum(List<CreditStatus> credits) {
        return credits.stream().mapToLong(credit -> credit.amount().value()).sum();
    }

    private static boolean isSum(long rise, List<CreditStatus> credits) {
        return credits.isEmpty()
                ? Math.abs(rise) <= 4 * Desk.RULES.toleranceUnits()
                : isSum(rise, credits.subList(1, credits.size()))
                        || isSum(rise - credits.getFirst().amount().value(), credits.subList(1, credits.size()));
    }

    private boolean changing() {
        return !Objects.requireNonNull(desk.state.meters.get(Desk.METER)).seldom().changes().isEmpty() || toGrant > 0
                || toAdjust != 0 || toClear
                || toReset;
    }

    private String key() {
        keys++;
        announced = minute / 60;
        return "k" + keys;
    }

    private Reading reading() {
        Quantity left = new Energy(balance);
        return new Reading(now(), new Energy(register), Optional.of(left), Optional.empty());
    }

    private Instant now() {
        minute++;
        return Meters.at(minute);
    }

    private void record(Reading reading) {
        desk.tell(new Command.RecordReading(Desk.BY, Desk.METER, reading));
    }
}
