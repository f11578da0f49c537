package io.wattle.headend.bench;

import io.wattle.headend.bench.BenchPlan.Metric;
import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import io.wattle.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** How long one payment takes, from its arrival to its durable outcome, beside how long the disk takes for one force. */
final class LatencyContest {
    /** Part of the largest load at which the ledger is measured. */
    private static final int LOAD_PART = 4;
    private static final double AIM = 3;

    /** Three percentiles in microseconds, round by round. */
    private static final class Percentiles {
        private final Sample p50 = new Sample();
        private final Sample p99 = new Sample();
        private final Sample p999 = new Sample();

        void add(Histogram times) {
            p50.add(Histograms.us(times, 50));
            p99.add(Histograms.us(times, 99));
            p999.add(Histograms.us(times, 99.9));
        }
    }

    private final BenchPlan plan;
    private final Report report;
    private final Path folder;

    LatencyContest(BenchPlan plan, Report report, Path folder) {
        this.plan = plan;
        this.report = report;
        this.folder = folder;
    }

    /** The disk alone: its p99 beside its p50. */
    void disk() {
        Percentiles disk = new Percentiles();
        for (int i = 0; i < plan.rounds(); i++) {
            disk.add(force());
        }
        report.figure(Figure.of(Metric.FORCE_LATENCY.label() + "-p99", "us", disk.p99,
                new Baseline("force-p50", disk.p50.median()), Optional.empty()));
    }

    /** Ledger and disk in turns. */
    void ledger(double maxPerSecond) throws InterruptedException {
        double perSecond = maxPerSecond / LOAD_PART;
        Percentiles ledger = new Percentiles();
        Percentiles disk = new Percentiles();
        pay(perSecond, 0); // warms up
        for (int i = 0; i < plan.rounds(); i++) {
            disk.add(force());
            ledger.add(pay(perSecond, i + 1));
        }
        report.note("latency: " + Math.round(perSecond) + " payments/s, a quarter of the largest load, arriving at"
                + " random and answered or not; against a force of 4096 bytes at the same percentile");
        report("p50", ledger.p50, disk.p50, Optional.empty());
        report("p99", ledger.p99, disk.p99, Optional.of(Aim.atMost(AIM)));
        report("p99.9", ledger.p999, disk.p999, Optional.empty());
    }

    private void report(String percentile, Sample ledger, Sample disk, Optional<Aim> aim) {
        report.figure(Figure.of(Metric.LATENCY.label() + "-" + percentile, "us", ledger,
                new Baseline("force-" + percentile, disk.median()), aim));
    }

    private Histogram force() {
        return ForceLatency.measure(folder.resolve("force"), plan.durationNs());
    }

    private Histogram pay(double perSecond, int round) throws InterruptedException {
        Path journal = folder.resolve("latency");
        int metersEach = CreditRound.metersEach(plan.durationNs());
        Histogram times;
        try (Ledger ledger = CreditRound.open(journal, metersEach)) {
            times = OpenLoop.measure(ledger, metersEach * Submitters.COUNT, perSecond, plan.durationNs(),
                    plan.seed() + round);
        }
        Scratch.remove(journal);
        return times;
    }
}
