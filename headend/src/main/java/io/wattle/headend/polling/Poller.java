package io.wattle.headend.polling;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.entry.Origin;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every meter of the registry, each at its own time. One thread keeps the timetable; each reading is made on a
 * virtual thread, no more of them at once than configured. A meter that fails is asked less often, down to an eighth of
 * its pace, and delays no other.
 */
public final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Origin ORIGIN = Origin.automatic("poller", "polling");
    private static final int SLOWDOWN_MAX = 8;

    private final Conversations conversations;
    private final ReadingIntake intake;
    private final PollingConfig config;
    private final DelayQueue<Visit> timetable = new DelayQueue<>();
    private final Semaphore places;
    private final Map<String, PollResult> results = new ConcurrentHashMap<>();
    private final LongAdder readings = new LongAdder();
    private final ExecutorService readers = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("poll-", 0).factory());
    private final Thread thread = Thread.ofPlatform().name("poller").daemon().unstarted(this::run);
    private volatile boolean closed;

    /** One meter's place in the timetable. */
    private record Visit(String meter, long dueNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private Poller(MeterRegistry registry, Conversations conversations, ReadingIntake intake, PollingConfig config) {
        this.conversations = conversations;
        this.intake = intake;
        this.config = config;
        this.places = new Semaphore(config.concurrentMax());
        spread(registry);
    }

    /** Begins to poll; the first readings come at once, the others spread over one interval. */
    public static Poller start(MeterRegistry registry, Conversations conversations, ReadingIntake intake,
            PollingConfig config) {
        Poller poller = new Poller(registry, conversations, intake, config);
        poller.thread.start();
        return poller;
    }

    /** How the meter's last poll ended; empty before the first. */
    public Optional<PollResult> lastResult(String meterSerial) {
        return Optional.ofNullable(results.get(meterSerial));
    }

    /** Polls that ended with a reading, since start. */
    public long readingsDone() {
        return readings.sum();
    }

    /** Ends the timetable and interrupts what is under way. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        readers.shutdownNow();
        try {
            thread.join(Duration.ofSeconds(5));
            if (!readers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("some readings did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** First visits are spread over one interval, so that a start does not ask all meters at once. */
    private void spread(MeterRegistry registry) {
        long now = System.nanoTime();
        List<MeterRecord> onLine = registry.all().stream().filter(meter -> meter.address().isPresent()).toList();
        int count = Math.max(1, onLine.size());
        long place = 0;
        for (MeterRecord meter : onLine) {
            timetable.add(new Visit(meter.serial(), now + config.interval().toNanos() / count * place++));
        }
    }

    private void run() {
        try {
            while (!closed) {
                Visit visit = timetable.poll(200, TimeUnit.MILLISECONDS);
                if (visit != null) {
                    places.acquire();
                    readers.execute(() -> visit(visit.meter()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit(String meter) {
        Duration pause = config.interval();
        try {
            pause = remember(meter, conversations.hold(meter, this::readAndHand));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("meter {}: poll failed", meter, e);
        } finally {
            places.release();
            timetable.add(new Visit(meter, System.nanoTime() + pause.toNanos()));
        }
    }

    /** Handed on before the conversation ends: a meter's readings enter the ledger in the order they were taken. */
    private Outcome<MeterReading> readAndHand(MeterLink link) throws InterruptedException {
        Outcome<MeterReading> outcome = conversations.answerOf(link.read());
        return outcome instanceof Outcome.Done<MeterReading>(MeterReading reading) ? handed(reading) : outcome;
    }

    /** A reading that the ledger does not take is no success: it shows as the meter's last result, with the reason. */
    private Outcome<MeterReading> handed(MeterReading reading) {
        Optional<String> whyNot = ReadingIntake.whyNot(intake.accept(reading, ORIGIN).join());
        if (whyNot.isPresent()) {
            return Outcome.refused(Refusal.OTHER, whyNot.get());
        }
        readings.increment();
        return Outcome.done(reading);
    }

    private Duration remember(String meter, Outcome<MeterReading> outcome) {
        PollResult result = switch (outcome) {
            case Outcome.Done<MeterReading> _ -> new PollResult("DONE", "", "", 0);
            case Outcome.Refused<MeterReading>(Refusal reason, String detail) ->
                new PollResult("REFUSED", reason.name(), detail, failures(meter) + 1);
            case Outcome.Unknown<MeterReading>(Cause cause, String detail) ->
                new PollResult("UNKNOWN", cause.name(), detail, failures(meter) + 1);
        };
        results.put(meter, result);
        if (result.failuresInARow() == 1) {
            LOG.info("meter {}: {} {}: {}", meter, result.outcome(), result.reason(), result.detail());
        }
        return outcome instanceof Outcome.Done<MeterReading>(MeterReading reading)
                ? pace(reading)
                : config.interval().multipliedBy(Math.min(SLOWDOWN_MAX, result.failuresInARow()));
    }

    private int failures(String meter) {
        return lastResult(meter).map(PollResult::failuresInARow).orElse(0);
    }

    private Duration pace(MeterReading reading) {
        boolean low = reading.balance().isPresent() && reading.balance().get().value() <= config.nearZeroUnits();
        return low ? config.nearZeroInterval() : config.interval();
    }
}
