package io.wattle.headend.bench.year;

/** Clocks that are wrong by more than they drift. */
final class Clocks {
    private static final long HOUR_S = 3_600;
    private static final int BACK_MAX_HOURS = 20;

    private Clocks() {}

    /** It goes back, and hides a rise; the rise shows with the first reading that counts again. */
    static Script backWithRise(MeterLife life) {
        return new Script().until(() -> life.wentForwardFor(BACK_MAX_HOURS))
                .then(() -> life.air.calm(true))
                .append(life.read())
                .then(() -> {
                    life.meter.setClock(-life.between(2, BACK_MAX_HOURS) * HOUR_S);
                    life.inject(FraudKind.CLOCK_BACK, 0);
                    long amount = life.between(100, 5_000);
                    life.meter.tamper(amount);
                    life.inject(FraudKind.RISE_BEHIND_CLOCK, amount);
                })
                .pause(life.between(1, 10))
                .then(() -> life.meter.setClock(0))
                .append(life.read());
    }

    /** It goes ahead within the day, which is tolerated, and is set right again: then time goes back. */
    static Script jump(MeterLife life) {
        Injected[] fault = new Injected[1];
        return new Script().then(() -> {
            life.air.calm(true);
            life.meter.setClock(life.between(5, 20) * HOUR_S);
        }).append(life.read()).pause(life.between(1, 10)).then(() -> {
            life.meter.setClock(0);
            fault[0] = life.inject(FraudKind.CLOCK_SET_BACK, 0);
        }).until(life::drawsNow).pause(1 + Post.LAG_TICKS).then(() -> life.due(fault[0])).append(life.read());
    }

    /** More than a day ahead. */
    static Script ahead(MeterLife life) {
        return new Script().then(() -> {
            life.air.calm(true);
            life.meter.setClock(life.between(26, 2_000) * HOUR_S);
            life.inject(FraudKind.CLOCK_AHEAD, 0);
        }).pause(life.between(1, 30)).then(() -> life.meter.setClock(0)).append(life.read());
    }

    /** The battery is empty: it is 1970 until the head-end sets the clock. */
    static Script lost(MeterLife life) {
        return new Script().then(() -> life.air.calm(true))
                .append(life.read())
                .until(life::drawsNow)
                .then(() -> {
                    life.meter.setClock(-life.nowS() + life.between(0, 30) * HOUR_S);
                    life.inject(FraudKind.CLOCK_LOST, 0);
                })
                .pause(life.between(1, 30))
                .then(() -> life.meter.setClock(0))
                .append(life.read());
    }
}
