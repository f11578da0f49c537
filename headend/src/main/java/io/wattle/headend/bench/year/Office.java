package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Command.Act;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.LogEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.StandingCharge;
import io.wattle.ledger.tariff.TariffVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What the utility tells the ledger about one meter, head-end and people. Everything it says must be accepted; what is
 * not is reported to the judge. For the driver's thread.
 */
final class Office {
    private static final Origin AUTOMATIC = Origin.automatic("year", "bench");
    /** Who lends. */
    static final Set<String> GRANTERS = Set.of(AUTOMATIC.actor());
    private static final Origin PERSON = Origin.manual("Ama Mensah", "bench");
    /** Lines of a log in one command. */
    private static final int LOG_LINES_MAX = 32;

    private final MeterLife life;
    private final Post post;
    private final Judge judge;
    private long keys;
    private int loggedLines;

    Office(MeterLife life, Post post, Judge judge) {
        this.life = life;
        this.post = post;
        this.judge = judge;
    }

    void register() {
        send(registration(life.meter));
    }

    private Command.RegisterMeter registration(YearMeter meter) {
        Nature nature = meter.traits.nature();
        return new Command.RegisterMeter(AUTOMATIC, meter.serial, life.account, nature.registerUnit, nature.balanceUnit,
                Optional.of(nature.registerModulus), tariff(meter, meter.price()));
    }

    private static Optional<MeterTariff> tariff(YearMeter meter, long price) {
        boolean plain = price == 0 && meter.traits.dailyCharge() == 0;
        return plain
                ? Optional.empty()
                : Optional.of(new MeterTariff(price, meter.traits.dailyCharge() == 0
                        ? Optional.empty()
                        : Optional.of(new StandingCharge(meter.traits.dailyCharge(), Duration.ofDays(1),
                                YearPlan.BEGIN))));
    }

    /** Takes a payment; the credit is known two ticks later. */
    void pay(YearCredit credit, long tenderMinor) {
        send(new Command.TakePayment(AUTOMATIC, key(), life.meter.serial, new Money(tenderMinor, MeterLife.CURRENCY)),
                credit::ordered);
    }

    void start(YearCredit credit) {
        credit.attempt++;
        send(new Command.StartCredit(AUTOMATIC, life.meter.serial, credit.id()));
    }

    void settle(YearCredit credit, Answer answer) {
        send(new Command.SettleCredit(AUTOMATIC, life.meter.serial, credit.id(), credit.attempt, answer, ""));
        if (answer == Answer.REFUSED) {
            credit.fate = YearCredit.Fate.FAILED;
        }
    }

    void requeue(YearCredit credit) {
        send(new Command.RequeueCredit(AUTOMATIC, life.meter.serial, credit.id(), credit.attempt));
    }

    void decide(YearCredit credit, boolean inMeter) {
        send(new Command.DecideCredit(PERSON, life.meter.serial, credit.id(), inMeter, "looked at the meter"));
        credit.fate = inMeter ? YearCredit.Fate.CONFIRMED : YearCredit.Fate.FAILED;
    }

    void decide(Injected fraud) {
        fraud.finding()
                .ifPresent(finding -> send(new Command.DecideFinding(PERSON, fraud.meter, finding.findingId(), true,
                        "it was " + fraud.kind)));
    }

    void grantEmergency(long amount) {
        send(new Command.GrantEmergency(AUTOMATIC, key(), life.meter.serial, quantity(amount)));
    }

    void announce(Act act) {
        send(new Command.AnnounceAct(PERSON, key(), life.meter.serial, act, Optional.empty(), "visit"));
    }

    void announceAdjustment(long amount) {
        send(new Command.AnnounceAct(PERSON, key(), life.meter.serial, Act.ADJUSTMENT, Optional.of(quantity(amount)),
                "made good"));
    }

    void setPrice(Instant from, long priceMinorPerThousand) {
        MeterTariff tariff = tariff(life.meter, priceMinorPerThousand).orElse(MeterTariff.NONE);
        send(new Command.SetMeterTariff(AUTOMATIC, life.meter.serial, new TariffVersion(from, tariff)));
    }

    void replace(YearMeter old, YearMeter next, Optional<Reading> finalReading, boolean carryOver) {
        send(new Command.ReplaceMeter(PERSON, key(), old.serial, registration(next), finalReading, carryOver,
                "display broken"));
        loggedLines = 0;
    }

    /** Reports what the meter's log has and the ledger does not know yet. */
    void reportLog() {
        List<YearMeter.LogLine> log = life.meter.log();
        while (loggedLines < log.size()) {
            int from = loggedLines;
            int to = Math.min(log.size(), from + LOG_LINES_MAX);
            List<LogEntry> lines = IntStream.range(from, to)
                    .mapToObj(i -> new LogEntry(i + 1, log.get(i).reference(), quantity(log.get(i).amount()),
                            Instant.ofEpochSecond(log.get(i).enteredAtS())))
                    .toList();
            loggedLines = to;
            send(new Command.RecordCreditLog(AUTOMATIC, life.meter.serial, lines));
        }
    }

    void record(YearMeter meter, Shown shown) {
        post.send(new Command.RecordReading(AUTOMATIC, meter.serial, shown.reading()),
                outcome -> life.recorded(meter, shown,
                        judge.reading(meter.serial, shown.tick(), shown.hasBalance(), outcome)));
    }

    private Quantity quantity(long amount) {
        return life.meter.traits.nature().balanceUnit.of(amount);
    }

    private String key() {
        keys++;
        return life.account + "-" + keys;
    }

    private void send(Command command) {
        send(command, outcome -> {
        });
    }

    private void send(Command command, Consumer<Outcome> receiver) {
        long tick = life.now();
        String serial = life.meter.serial;
        post.send(command, outcome -> {
            judge.findings(tick, outcome);
            if (!(outcome instanceof Outcome.Accepted)) {
                judge.broken(serial, "tick " + tick + ": " + command + " was expected to be accepted, but: " + outcome);
            }
            receiver.accept(outcome);
        });
    }
}
