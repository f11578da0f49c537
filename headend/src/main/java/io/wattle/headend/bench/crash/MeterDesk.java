package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchLedger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.MeterStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Sends credits and reads meters, all honest: a meter takes whatever is sent to it, also when the child is killed before
 * the ledger heard of that, and its next reading shows it. The meter's own memory is what the ledger last read plus the
 * credits that were on their way. For one thread.
 */
final class MeterDesk {
    private static final long OPENING_WH = 1_000_000;
    private static final long USED_WH = 1;
    private static final int PAUSE_MS = 5;

    private final Answers answers;
    private final Voice voice;

    MeterDesk(Answers answers, Voice voice) {
        this.answers = answers;
        this.voice = voice;
    }

    /** Makes the meters known and reads those that never were read. */
    void open() throws InterruptedException {
        List<String> names = IntStream.range(0, PaymentOrder.METERS).mapToObj(BenchLedger::meter).toList();
        said("MeterRegistered", answers.all(names.stream().map(BenchLedger::register).toList()));
        List<MeterStatus> meters = answers.ask(view -> List.copyOf(view.meters()));
        said("ReadingAccepted", answers.all(meters.stream()
                .filter(meter -> meter.lastReading().isEmpty())
                .map(meter -> BenchLedger.read(meter.meter(), Instant.now(), 0, OPENING_WH))
                .toList()));
    }

    /** Goes round until the rest begins. */
    void run(Rest rest) throws InterruptedException {
        while (!rest.hasBegun()) {
            round();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    /** Goes round until no credit is under way. */
    void finish() throws InterruptedException {
        while (!answers.ask(view -> List.copyOf(view.openCredits())).isEmpty()) {
            round();
        }
    }

    private void round() throws InterruptedException {
        List<CreditStatus> ordered = credits(CreditStatus.State.ORDERED);
        said("CreditSent", answers.all(ordered.stream()
                .map(credit -> BenchLedger.start(credit.meter(), credit.creditId()))
                .toList()));
        List<CreditStatus> sent = credits(CreditStatus.State.SENT);
        said("CreditAnswered", answers.all(sent.stream()
                .map(credit -> BenchLedger.settle(credit.meter(), credit.creditId(), credit.attempt()))
                .toList()));
        List<CreditStatus> taken = credits(CreditStatus.State.ACCEPTED);
        List<MeterStatus> meters = answers.ask(view -> List.copyOf(view.meters()));
        List<Command> readings = new ArrayList<>();
        for (MeterStatus meter : meters) {
            long rise = taken.stream()
                    .filter(credit -> credit.meter().equals(meter.meter()))
                    .mapToLong(credit -> credit.amount().value())
                    .sum();
            if (rise > 0) {
                readings.add(reading(meter.meter(), meter.lastReading().orElseThrow(), rise));
            }
        }
        said("ReadingAccepted", answers.all(readings));
    }

    private static Command reading(String meter, Reading last, long rise) {
        Instant now = Instant.now();
        return BenchLedger.read(meter, now.isAfter(last.takenAt()) ? now : last.takenAt().plusMillis(1),
                last.register().value() + USED_WH, last.balance().orElseThrow().value() - USED_WH + rise);
    }

    private List<CreditStatus> credits(CreditStatus.State state) throws InterruptedException {
        return answers.ask(view -> view.openCredits().stream().filter(credit -> credit.state() == state).toList());
    }

    private void said(String fact, List<LedgerEntry> entries) {
        entries.forEach(
                entry -> voice.say("done", entry.sequence(), fact, JournalAudit.meterOf(entry.facts().getFirst())));
    }
}
