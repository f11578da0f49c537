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
        return new Script().then(() -> life.pay(credit, life.usualTender())).until(credit::isKnown);
    }

    static Script topUp(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.start(credit);
            life.load(credit);
            life.settle(credit, ACCEPTED);
        }).append(life.read());
    }

    static Script late(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).pause(life.between(1, life.plan.ticksIn(48)))
                .then(() -> life.start(credit))
                .pause(life.between(0, 5))
                .then(() -> {
                    life.load(credit);
                    life.settle(credit, ACCEPTED);
                })
                .append(life.read());
    }

    static Script answerLostLoaded(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.start(credit);
            life.load(credit);
            life.settle(credit, UNKNOWN);
        }).append(life.read());
    }

    static Script answerLostNotLoaded(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.start(credit);
            life.settle(credit, UNKNOWN);
        }).append(life.read()).then(() -> {
            life.requeue(credit);
            life.start(credit);
            life.load(credit);
            life.settle(credit, ACCEPTED);
        }).append(life.read());
    }

    /** The money is in the wallet then, and buys more with the next payment. */
    static Script refused(MeterLife life) {
        YearCredit credit = life.newCredit();
        return paid(life, credit).then(() -> {
            life.start(credit);
            life.settle(credit, REFUSED);
        }).append(life.read());
    }

    /** All answers are lost; what did not arrive goes out again. */
    static Script several(MeterLife life) {
        List<YearCredit> all = new ArrayList<>();
        for (long i = life.between(2, 5); i > 0; i--) {
            all.add(life.newCredit());
        }
        List<YearCredit> missing = new ArrayList<>();
        return new Script().then(() -> all.forEach(credit -> life.pay(credit, life.usualTender())))
                .until(() -> all.stream().allMatch(YearCredit::isKnown))
                .then(() -> {
                    all.forEach(life::start);
                    missing.addAll(distinguishable(life, all));
                    all.stream().filter(credit -> !missing.contains(credit)).forEach(life::load);
                    all.forEach(credit -> life.settle(credit, UNKNOWN));
                })
                .append(life.read())
                .then(() -> missing.forEach(credit -> {
                    life.requeue(credit);
                    life.start(credit);
                    life.load(credit);
                    life.settle(credit, ACCEPTED);
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
}
