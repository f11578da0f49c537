package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One meter through the year: the house draws, an episode goes on or a new one begins, the meter is read. What people and
 * head-end do about it is here too, as commands whose outcomes must be the expected ones. For the driver's thread.
 */
final class MeterLife {
    /** Accepted readings with balance between two episodes, so that each finding can be told whose it is. */
    private static final int QUIET_READINGS = 6;
    static final String CURRENCY = "USD";
    static final Origin AUTOMATIC = Origin.automatic("year", "bench");
    static final Origin PERSON = Origin.manual("Ama", "bench");

    final YearMeter meter;
    final Air air;
    final SplittableRandom random;
    final YearPlan plan;
    final House house;
    final List<YearCredit> credits = new ArrayList<>();
    private final Post post;
    private final Judge judge;
    private final Deck deck;

    private long tick;
    private Optional<Script> script = Optional.empty();
    private long nextEpisodeTick;
    private int quietReadings;
    /** The last accepted reading that had a balance. */
    private Optional<Shown> lastBalance = Optional.empty();
    private long payments;
    private Optional<MeterLife> neighbour = Optional.empty();

    MeterLife(YearMeter meter, House house, SplittableRandom random, YearPlan plan, Deck deck, Post post,
            Judge judge) {
        this.meter = meter;
        this.house = house;
        this.random = random;
        this.plan = plan;
        this.deck = deck;
        this.post = post;
        this.judge = judge;
        this.air = new Air(random.split(), this::record);
        this.nextEpisodeTick = between(plan.ticksIn(24), plan.ticksIn(96));
    }

    void register() {
        send(new Command.RegisterMeter(AUTOMATIC, meter.serial, "A-" + meter.serial, meter.nature.registerUnit,
                meter.nature.balanceUnit), Optional.empty());
    }

    void tick(long now) {
        tick = now;
        meter.draw(house.draws(now));
        act();
        air.carry(shown());
    }

    private Shown shown() {
        return new Shown(tick, new Reading(plan.timeOf(tick).plusSeconds(meter.clockOffsetSeconds()),
                meter.nature.registerUnit.of(meter.shownRegister()),
                Optional.of(meter.nature.balanceUnit.of(meter.shownBalance())), Optional.empty()));
    }

    /** Reads a meter that lives only for another's sake. */
    void readNow(long now) {
        tick = now;
        record(shown());
    }

    private void act() {
        if (script.isEmpty() && quietReadings >= QUIET_READINGS) {
            script = next();
        }
        if (script.isPresent() && script.get().tick()) {
            script = Optional.empty();
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
        return meter.balance() < 2 * house.dayUnits() ? Optional.of(Credits.topUp(this)) : Optional.empty();
    }

    /** Whether nothing is going on that could still change the meter or the ledger. */
    boolean isAtRest() {
        return script.isEmpty();
    }

    long now() {
        return tick;
    }

    long between(long low, long high) {
        return low >= high ? low : random.nextLong(low, high + 1);
    }

    /** Whether a reading with a balance was accepted that was taken in this tick or later. */
    boolean isReadSince(long since) {
        return lastBalance.filter(shown -> shown.tick() >= since).isPresent();
    }

    Optional<Shown> lastBalance() {
        return lastBalance;
    }

    /** Waits for a reading with a balance that is taken from now on. */
    Script read() {
        long[] since = new long[1];
        return new Script().then(() -> since[0] = tick).until(() -> isReadSince(since[0]));
    }

    /** The meter next door, which does nothing of its own. Known to the ledger from the first time it is asked for. */
    MeterLife neighbour() {
        if (neighbour.isEmpty()) {
            YearMeter next = new YearMeter(meter.serial + "-N", meter.nature, 1_000, 500, 0);
            MeterLife life = new MeterLife(next, house, random.split(), plan, deck, post, judge);
            life.tick = tick;
            life.register();
            neighbour = Optional.of(life);
        }
        return neighbour.get();
    }

    /** Says what was done to the meter; shows from this tick's reading on. */
    Injected inject(FraudKind kind, long amount) {
        return judge.inject(new Injected(kind, meter.serial, tick, amount, plan.slack()));
    }

    /** A credit that is yet to be paid for. */
    YearCredit newCredit() {
        YearCredit credit = new YearCredit(meter.serial);
        credits.add(credit);
        return credit;
    }

    /** What a customer usually brings: for some days, in the currency's minor units. */
    long usualTender() {
        return 60 + house.dayUnits() * between(300, 1_500) / 100 / meter.nature.unitsPerMinor;
    }

    /** Takes a payment; the credit is known two ticks later. */
    void pay(YearCredit credit, long tenderMinor) {
        payments++;
        Command payment = new Command.TakePayment(AUTOMATIC, meter.serial + "-" + payments, meter.serial,
                new Money(tenderMinor, CURRENCY));
        long sentTick = tick;
        post.send(payment, outcome -> {
            expect(payment, sentTick, Optional.empty(), outcome);
            credit.ordered(outcome);
        });
    }

    void start(YearCredit credit) {
        credit.attempt++;
        send(new Command.StartCredit(AUTOMATIC, meter.serial, credit.id()), Optional.empty());
    }

    void settle(YearCredit credit, Answer answer) {
        send(new Command.SettleCredit(AUTOMATIC, meter.serial, credit.id(), credit.attempt, answer, ""),
                Optional.empty());
        if (answer == Answer.REFUSED) {
            credit.fate = YearCredit.Fate.FAILED;
        }
    }

    void requeue(YearCredit credit) {
        send(new Command.RequeueCredit(AUTOMATIC, meter.serial, credit.id(), credit.attempt), Optional.empty());
    }

    void decide(YearCredit credit, boolean inMeter) {
        send(new Command.DecideCredit(PERSON, meter.serial, credit.id(), inMeter, "looked at the meter"),
                Optional.empty());
        credit.fate = inMeter ? YearCredit.Fate.CONFIRMED : YearCredit.Fate.FAILED;
    }

    /** The meter really takes it, and its next reading must show so. */
    void load(YearCredit credit) {
        meter.load(credit.amount());
        credit.fate = YearCredit.Fate.CONFIRMED;
    }

    private void record(Shown shown) {
        Command reading = new Command.RecordReading(AUTOMATIC, meter.serial, shown.reading());
        post.send(reading, outcome -> {
            if (judge.reading(meter.serial, shown.tick(), shown.hasBalance(), outcome) && shown.hasBalance()) {
                lastBalance = Optional.of(shown);
                quietReadings++;
            }
        });
    }

    private void send(Command command, Optional<String> refusal) {
        long sentTick = tick;
        post.send(command, outcome -> expect(command, sentTick, refusal, outcome));
    }

    private void expect(Command command, long sentTick, Optional<String> refusal, Outcome outcome) {
        judge.findings(meter.serial, sentTick, outcome);
        Optional<String> refused = outcome instanceof Outcome.Refused no
                ? Optional.of(no.reason().name())
                : Optional.empty();
        if (!refused.equals(refusal)) {
            judge.broken(meter.serial, "tick " + sentTick + ": " + command + " was expected to be "
                    + refusal.map(reason -> "refused as " + reason).orElse("accepted") + ", but: " + outcome);
        }
    }
}
