package io.wattle.headend.bench.year;

import static io.wattle.ledger.entry.Command.Answer.ACCEPTED;
import static io.wattle.ledger.entry.Command.Answer.REFUSED;
import static io.wattle.ledger.entry.Command.Answer.UNKNOWN;

import java.util.ArrayList;
import java.util.List;

/** Legal lives of credits. */
final class Credits {
    private Credits() {}

    /** Paid for, and known by name. */
    static Script paid(MeterLife life, YearCredit credit) {
        return new Script().then(() -> life.office.pay(credit, life.usualTender())).until(credit::isKnown);
    }

    private static void deliver(MeterLife life, YearCredit credit) {
        life.office.start(credit);
        life.load(credit);
        life.office.settle(credit, ACCEPTED);
    }

    static Script topUp(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> deliver(life, credit)).append(life.read());
    }

    static Script late(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).pause(life.between(1, life.plan.ticksIn(48)))
                .then(() -> life.office.start(credit))
                .pause(life.between(0, 5))
                .then(() -> {
                    life.load(credit);
                    life.office.settle(credit, ACCEPTED);
                })
                .append(life.read());
    }

    static Script answerLostLoaded(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.office.start(credit);
            life.load(credit);
            life.office.settle(credit, UNKNOWN);
        }).append(life.read());
    }

    static Script answerLostNotLoaded(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, UNKNOWN);
        }).pause(1).append(life.read()).then(() -> { // the reading of this very moment proves nothing yet
            life.office.requeue(credit);
            deliver(life, credit);
        }).append(life.read());
    }

    /** The money is in the wallet then, and buys more with the next payment. */
    static Script refused(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, REFUSED);
        }).append(life.read());
    }

    /** A token that the customer keeps for days and then enters. */
    static Script token(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> life.office.start(credit))
                .pause(life.between(life.plan.ticksIn(12), life.plan.ticksIn(24 * (YearPlan.CREDIT_WINDOW_DAYS - 1))))
                .then(() -> life.load(credit))
                .append(life.read());
    }

    /** A token that is forgotten, is said to have expired, and is entered all the same. */
    static Script tokenEnteredAfterItsWindow(MeterLife life) {
        YearCredit credit = life.newCredit();
        return expired(life, credit).pause(life.between(1, life.plan.ticksIn(24)))
                .then(() -> life.load(credit))
                .append(life.read());
    }

    /** A token that is never entered; a person gives the money back. */
    static Script tokenNeverEntered(MeterLife life) {
        YearCredit credit = life.newCredit();
        return expired(life, credit).then(() -> life.office.decide(credit, false)).append(life.read());
    }

    private static Script expired(MeterLife life, YearCredit credit) {
        List<Injected> fault = new ArrayList<>();
        return paid(life, credit).then(() -> {
            life.office.start(credit);
            fault.add(life.inject(FraudKind.CREDIT_EXPIRED, 0));
        })
                .pause(life.plan.ticksIn(24 * (YearPlan.CREDIT_WINDOW_DAYS + 1)) + Post.LAG_TICKS)
                .then(() -> fault.forEach(life::due));
    }

    /** All answers are lost; what did not arrive goes out again. */
    static Script several(MeterLife life) {
        List<YearCredit> all = new ArrayList<>();
        for (long i = life.between(2, 5); i > 0; i--) {
            all.add(life.newCredit());
        }
        List<YearCredit> missing = new ArrayList<>();
        return new Script().then(() -> all.forEach(credit -> life.office.pay(credit, life.usualTender())))
                .until(() -> all.stream().allMatch(YearCredit::isKnown))
                .then(() -> {
                    all.forEach(life.office::start);
                    missing.addAll(distinguishable(life, all));
                    all.stream().filter(credit -> !missing.contains(credit)).forEach(life::load);
                    all.forEach(credit -> life.office.settle(credit, UNKNOWN));
                })
                .pause(1)
                .append(life.read())
                .then(() -> missing.forEach(credit -> {
                    life.office.requeue(credit);
                    deliver(life, credit);
                }))
                .append(life.read());
    }

    /** A choice of those that get lost on the way, such that no other choice of credits has nearly the same sum. */
    private static List<YearCredit> distinguishable(MeterLife life, List<YearCredit> all) {
        int subsets = 1 << all.size();
        int lost = life.random.nextInt(subsets);
        for (int other = 0; other < subsets; other++) {
            if (other != lost && Math.abs(sum(all, other) - sum(all, lost)) <= 4 * YearPlan.TOLERANCE_UNITS) {
                return List.of();
            }
        }
        return chosen(all, lost);
    }

    private static long sum(List<YearCredit> all, int subset) {
        return chosen(all, subset).stream().mapToLong(YearCredit::amount).sum();
    }

    private static List<YearCredit> chosen(List<YearCredit> all, int subset) {
        return all.stream().filter(credit -> (subset & 1 << all.indexOf(credit)) != 0).toList();
    }

    /** Granted when it is needed, and taken back out of the credits that come, the first too small for all of it. */
    static Script emergency(MeterLife life) {
        long amount = 60 + life.dayValue() * life.between(1, 3);
        YearCredit small = life.newCredit();
        YearCredit big = life.newCredit();
        long part = 30 + amount / 3 / life.meter.traits.nature().unitsPerMinor;
        return new Script().then(() -> {
            life.office.grantEmergency(amount);
            life.meter.giveEmergency(amount);
        })
                .append(life.read())
                .pause(life.between(1, life.plan.ticksIn(24)))
                .then(() -> life.office.pay(small, part))
                .until(small::isKnown)
                .then(() -> deliver(life, small))
                .append(life.read())
                .then(() -> life.office.pay(big,
                        amount / life.meter.traits.nature().unitsPerMinor + life.usualTender()))
                .until(big::isKnown)
                .then(() -> deliver(life, big))
                .append(life.read());
    }
}
