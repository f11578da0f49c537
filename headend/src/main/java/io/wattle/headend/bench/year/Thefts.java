package io.wattle.headend.bench.year;

/** What is done to the balance or the register of a meter while no credit is under way. */
final class Thefts {
    private Thefts() {}

    static Script big(MeterLife life) {
        return rise(life, FraudKind.RISE_BIG, life.between(10, 50) * life.dayValue() + 1_000);
    }

    static Script small(MeterLife life) {
        return rise(life, FraudKind.RISE_SMALL, life.between(3, 20) * YearPlan.TOLERANCE_UNITS);
    }

    /** Only where register and balance are exact: else rounding may take the last unit away again. */
    static Script justAboveTolerance(MeterLife life) {
        return rise(life, FraudKind.RISE_JUST_ABOVE_TOLERANCE, YearPlan.TOLERANCE_UNITS + 1);
    }

    private static Script rise(MeterLife life, FraudKind kind, long amount) {
        return new Script().then(() -> steal(life, kind, amount)).append(life.read());
    }

    private static void steal(MeterLife life, FraudKind kind, long amount) {
        life.meter.tamper(amount);
        life.inject(kind, amount);
    }

    /** As much as the tolerance in five steps, which nobody may notice; the sixth tips it. */
    static Script slow(MeterLife life) {
        Script script = new Script();
        for (int i = 0; i < YearPlan.TOLERANCE_UNITS; i++) {
            script.then(() -> life.meter.tamper(1)).append(life.read());
        }
        return script.then(() -> {
            life.meter.tamper(1);
            life.inject(FraudKind.RISE_SLOW, YearPlan.TOLERANCE_UNITS + 1);
        }).append(life.read());
    }

    static Script registerForward(MeterLife life) {
        long risen = life.between(100, 2_000);
        long used = life.between(100, 2_000);
        long usedValue = life.meter.traits.nature() == Nature.MONEY ? used * life.meter.price() / 1_000 : used;
        return new Script().then(() -> {
            life.meter.tamper(risen);
            life.meter.turnRegister(used);
            life.inject(FraudKind.RISE_WITH_REGISTER_FORWARD, risen + usedValue);
        }).append(life.read());
    }

    static Script inGap(MeterLife life) {
        long gap = Weather.gapTicks(life);
        return new Script().then(() -> life.air.loseUntil(life.now() + gap))
                .pause(gap / 2)
                .then(() -> steal(life, FraudKind.RISE_IN_GAP, life.between(100, 5_000)))
                .append(life.read());
    }

    /** Readings from before the rise come in after it, and are no evidence of it. */
    static Script beforeLateReading(MeterLife life) {
        return new Script().then(life.air::hold)
                .pause(life.between(2, 8))
                .then(() -> steal(life, FraudKind.RISE_BEFORE_LATE_READING, life.between(100, 5_000)))
                .then(() -> life.air.release(false))
                .append(life.read());
    }

    /** The reading that shows it has a balance, so that what follows from it is found there too. */
    static Script registerBack(MeterLife life) {
        return new Script().then(() -> {
            life.air.calm(true);
            life.turnRegisterBack(life.between(5, 40) * life.house.dayUnits() + 1_000);
            life.inject(FraudKind.REGISTER_BACK, 0);
        }).append(life.read());
    }

    static Script lost(MeterLife life) {
        long amount = life.between(50, life.meter.balance() - 100);
        return new Script().then(() -> {
            life.meter.tamper(-amount);
            life.inject(FraudKind.BALANCE_LOST, amount);
        }).append(life.read());
    }
}
