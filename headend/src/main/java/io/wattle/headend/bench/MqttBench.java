package io.wattle.headend.bench;

import io.wattle.headend.bench.Figure.Baseline;
import io.wattle.headend.broker.LocalBroker;
import io.wattle.headend.reading.KeptBefore;
import io.wattle.headend.reading.PushedReadings;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.ledger.Ledger;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterReading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code wattle bench mqtt}: readings through a real Mosquitto to durable entries of the ledger, beside the same messages
 * through the same Mosquitto that are read, checked and acknowledged, and kept nowhere. For one thread; {@link #close()}
 * may be called from another.
 */
public final class MqttBench implements AutoCloseable {
    private static final int ROUNDS = 3;
    private static final int METERS = 1_000;
    private static final int MESSAGES_MAX = 1_000_000;
    private final Report report;
    private final Scratch scratch;
    private final int messages;

    /**
     * @param directory a folder is made in it, and removed
     * @param messages 1,000 to 1,000,000 in each round
     */
    public MqttBench(Path directory, int messages, Report report) {
        if (messages < METERS || messages > MESSAGES_MAX) {
            throw new IllegalArgumentException(
                    "--messages must be " + METERS + ".." + MESSAGES_MAX + ", was: " + messages);
        }
        this.report = report;
        this.scratch = Scratch.in(directory);
        this.messages = messages;
    }

    /**
     * Measures.
     *
     * @throws BenchException if something cannot be measured
     */
    public void run() throws InterruptedException {
        report.machine(Machine.thatHolds(scratch.folder()));
        report.note(messages + " readings of " + METERS + " meters a round, QoS 1, JSON, over two connections through"
                + " mosquitto on this machine to one head-end; a reading counts when it is durable");
        try (LocalBroker broker = LocalBroker.startMosquitto(scratch.folder())
                .orElseThrow(() -> new BenchException("there is no mosquitto: install the Debian package mosquitto"))) {
            MqttRound round = new MqttRound(broker.uri(), METERS, messages);
            Sample thrownAway = new Sample();
            Sample durable = new Sample();
            round.run(new Forgetful()); // to warm up
            for (int i = 0; i < ROUNDS; i++) {
                thrownAway.add(round.run(new Forgetful()));
                durable.add(intoLedger(round, scratch.folder().resolve("journal-" + i)));
            }
            report.figure(Figure.of("mqtt-readings-durable", "per s", durable,
                    new Baseline("read, acknowledged and forgotten", thrownAway.median()), Optional.empty()));
        }
    }

    @Override
    public void close() {
        scratch.close();
    }

    private static double intoLedger(MqttRound round, Path journal) throws InterruptedException {
        try (Ledger ledger = BenchLedger.open(journal)) {
            for (int i = 0; i < METERS; i++) {
                ledger.submit(BenchLedger.register(BenchLedger.meter(i))).join();
            }
            return round.run(new PushedReadings(ledger, new ReadingIntake(ledger), KeptBefore.nothing(), "mqtt"));
        }
    }

    /** Takes everything and keeps nothing. */
    private static final class Forgetful implements MeterInbox {
        private static final CompletionStage<Heard> KEPT = CompletableFuture.completedFuture(new Heard.Kept());

        @Override
        public CompletionStage<Heard> reading(MeterReading reading) {
            return KEPT;
        }

        @Override
        public CompletionStage<Heard> profile(LoadProfile profile) {
            return KEPT;
        }

        @Override
        public CompletionStage<Heard> event(String meterSerial, Instant at, String kind, String detail) {
            return KEPT;
        }
    }
}
