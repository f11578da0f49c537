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
        return new Script().then(life.air::hold)
                .pause(life.between(2, life.plan.ticksIn(24)))
                .then(() -> life.air.release(false))
                .append(life.read());
    }

    static long gapTicks(MeterLife life) {
        long longest = life.random.nextInt(4) == 0 ? life.plan.ticksIn(14 * 24) : life.plan.ticksIn(30);
        return Math.min(life.between(3, longest), life.plan.ticks() - life.plan.ticksIn(48) - life.now());
    }
}
