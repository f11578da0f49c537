package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One customer's meter through the year: the house draws, an episode goes on or a new one begins, the meter is read. For
 * the driver's thread.
 */
final class MeterLife {
    static final String CURRENCY = "USD";
    /** Accepted readings with balance between two episodes, so that each finding can be told whose it is. */
    private static final int QUIET_READINGS = 6;
    /** Clocks run ahead by some seconds, and are set right when they are a minute off. */
    private static final int DRIFT_MAX_S = 60;

    final String account;
    final House house;
    final SplittableRandom random;
    final YearPlan plan;
    final Air air;
    final Office office;
    final List<YearCredit> credits = new ArrayList<>();
    /** The one that is in service; see {@link #replaceBy}. */
    YearMeter meter;
    private final Post post;
    private final Judge judge;
    private final Deck deck;
    private final boolean drifts;

    private long tick;
    private Optional<Script> script = Optional.empty();
    private final List<Injected> frauds = new ArrayList<>();
    private long nextEpisodeTick;
    private int quietReadings;
    private long registerBefore;
    /** The last accepted reading of the meter in service that had a balance. */
    private Optional<Shown> lastBalance = Optional.empty();
    private Optional<MeterLife> neighbour = Optional.empty();
    private long wentBackTick = -1_000_000;

    MeterLife(YearMeter meter, House house, SplittableRandom random, YearPlan plan, Deck deck, Post post,
            Judge judge) {
        this.meter = meter;
        this.account = "A-" + meter.serial;
        this.house = house;
        this.random = random;
        this.plan = plan;
        this.deck = deck;
        this.post = post;
        this.judge = judge;
        this.office = new Office(this, post, judge);
        this.air = new Air(random.split(), shown -> office.record(this.meter, shown));
        this.drifts = random.nextInt(4) == 0;
        this.nextEpisodeTick = between(plan.ticksIn(24), plan.ticksIn(96));
    }

    void tick(long now) {
        tick = now;
        if (drifts && meter.clockOffsetS() >= 0 && meter.clockOffsetS() < DRIFT_MAX_S) {
            meter.setClock(meter.clockOffsetS() + 1);
        } else if (drifts && meter.clockOffsetS() == DRIFT_MAX_S) {
            meter.setClock(0);
        }
        meter.draw(house.draws(now));
        act();
        if (random.nextBoolean()) {
            office.reportLog();
        }
        registerBefore = meter.shownRegister();
        air.carry(shown());
    }

    private void act() {
        if (script.isEmpty() && quietReadings >= QUIET_READINGS) {
            script = next();
        }
        if (script.isPresent() && script.get().tick()) {
            script = Optional.empty();
            frauds.stream().filter(fraud -> fraud.kind.isForPeople()).forEach(office::decide);
            frauds.clear();
            quietReadings = 0;
            nextEpisodeTick = tick + between(plan.ticksIn(12), plan.ticksIn(96));
            air.calm(false);
        }
    }

    private Optional<Script> next() {
        if (plan.isOver(tick)) {
            air.calm(true);
            return Optional.empty();
        }
        if (tick >= nextEpisodeTick) {
            return Optional.of(deck.deal(this));
        }
        return meter.balance() < 2 * dayValue() ? Optional.of(Credits.topUp(this)) : Optional.empty();
    }

    Shown shown() {
        return shown(meter);
    }

    /**
     * What a meter shows now. Its clock goes on only here, after an episode may have set it: a midnight that only a wrong
     * clock ever passed, and no reading, would be charged for without anybody being able to tell.
     */
    Shown shown(YearMeter which) {
        which.passTime(nowS());
        Nature nature = which.traits.nature();
        return new Shown(tick, new Reading(Instant.ofEpochSecond(nowS() + which.clockOffsetS()),
                nature.registerUnit.of(which.shownRegister()),
                Optional.of(nature.balanceUnit.of(which.shownBalance())), Optional.empty()));
    }

    /** The ledger has said what it made of a reading. */
    void recorded(YearMeter which, Shown shown, boolean accepted) {
        if (accepted && which == meter && shown.hasBalance()) {
            lastBalance = Optional.of(shown);
            quietReadings++;
        }
    }

    /** Reads a meter that lives only for another's sake. */
    void readNow(long now) {
        tick = now;
        office.record(meter, shown());
    }

    long now() {
        return tick;
    }

    long nowS() {
        return plan.timeOf(tick).getEpochSecond();
    }

    /** Whether its last episode has come to its end. */
    boolean isAtRest() {
        return script.isEmpty();
    }

    long between(long low, long high) {
        return low >= high ? low : random.nextLong(low, high + 1);
    }

    /** About what a day's use takes off the balance, at least one. */
    long dayValue() {
        return Math.max(1, meter.traits.nature() == Nature.MONEY
                ? house.dayUnits() * meter.price() / 1_000
                : house.dayUnits());
    }

    /** What a customer usually brings: for some days, in the currency's minor units. */
    long usualTender() {
        return 60 + dayValue() * between(300, 1_500) / 100 / meter.traits.nature().unitsPerMinor;
    }

    Optional<Shown> lastBalance() {
        return lastBalance;
    }

    /** Whether the register stands higher than at the reading before, whatever became of that one. */
    boolean drawsNow() {
        return meter.shownRegister() > registerBefore;
    }

    /** What was found of it ends by itself, when what comes later explains it. */
    void leaveToEvidence(Injected fraud) {
        frauds.remove(fraud);
    }

    /** Waits for a reading with a balance that is taken from now on. */
    Script read() {
        long[] since = new long[1];
        return new Script().then(() -> since[0] = tick)
                .until(() -> lastBalance.filter(shown -> shown.tick() >= since[0]).isPresent());
    }

    /** A credit that is yet to be paid for. */
    YearCredit newCredit() {
        YearCredit credit = new YearCredit(meter.serial);
        credits.add(credit);
        return credit;
    }

    /** The meter really takes it, and its next reading must show so. */
    void load(YearCredit credit) {
        meter.take(credit.id(), credit.amount(), nowS());
        credit.fate = YearCredit.Fate.CONFIRMED;
    }

    /** Says what was done to the meter; shows from this tick's reading on. */
    Injected inject(FraudKind kind, long amount) {
        return inject(kind, meter, amount);
    }

    Injected inject(FraudKind kind, YearMeter which, long amount) {
        Injected fraud = judge.inject(new Injected(kind, which.serial, tick, amount, plan.slack()));
        frauds.add(fraud);
        return fraud;
    }

    /** The fraud must have been found by now. */
    void due(Injected fraud) {
        judge.due(fraud);
    }

    void resetRegister() {
        wentBackTick = tick;
        meter.resetRegister();
    }

    void turnRegisterBack(long units) {
        wentBackTick = tick;
        meter.turnRegister(-units);
    }

    /**
     * Whether its register has only gone forward for so long: a reading that says it is from before it went back cannot be told
     * from one that came late.
     */
    boolean wentForwardFor(int hours) {
        return tick - wentBackTick > plan.ticksIn(hours);
    }

    /** Another meter is in service from now on; it has not been read yet. */
    void replaceBy(YearMeter next) {
        meter = next;
        registerBefore = next.shownRegister();
        lastBalance = Optional.empty();
    }

    /** The meter next door, which does nothing of its own. Known to the ledger from the first time it is asked for. */
    MeterLife neighbour() {
        if (neighbour.isEmpty()) {
            YearMeter next = new YearMeter(meter.serial + "-N",
                    new YearMeter.Traits(meter.traits.nature(), 0, 0, false), meter.price(), 1_000, 500, nowS());
            MeterLife life = new MeterLife(next, house, random.split(), plan, deck, post, judge);
            life.tick = tick;
            life.office.register();
            neighbour = Optional.of(life);
        }
        return neighbour.get();
    }
}
