package io.wattle.headend.bench.year;

/** Bad communication, in which nothing else happens. */
final class Weather {
    private Weather() {}

    /** From some hours to two weeks without a reading. */
    static Script lost(MeterLife life) {
        return new Script().then(() -> life.air.loseUntil(life.now() + gapTicks(life))).append(life.read());
    }

    /** Readings are held up and come all at once, in their order. */
    static Script late(MeterLife life) {
        return held(life, false);
    }

    /** They come in any order. */
    static Script mixed(MeterLife life) {
        return held(life, true);
    }

    private static Script held(MeterLife life, boolean mixed) {
        return new Script().then(life.air::hold)
                .pause(life.between(2, life.plan.ticksIn(24)))
                .then(() -> life.air.release(mixed))
                .append(life.read());
    }

    /** One from hours ago comes once more. */
    static Script repeated(MeterLife life) {
        Shown[] first = new Shown[1];
        return new Script().then(() -> first[0] = life.shown())
                .pause(life.between(1, 24))
                .then(() -> life.office.record(life.meter, first[0]))
                .append(life.read());
    }

    static Script withoutBalance(MeterLife life) {
        return new Script().then(() -> life.air.withoutBalance(true))
                .pause(life.between(2, life.plan.ticksIn(48)))
                .then(() -> life.air.withoutBalance(false))
                .append(life.read());
    }

    static long gapTicks(MeterLife life) {
        long longest = life.random.nextInt(4) == 0 ? life.plan.ticksIn(14 * 24) : life.plan.ticksIn(30);
        return Math.min(life.between(3, longest), life.plan.ticks() - life.plan.ticksIn(48) - life.now());
    }
}
