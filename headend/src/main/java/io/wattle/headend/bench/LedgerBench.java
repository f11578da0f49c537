package io.wattle.headend.bench;

import io.wattle.headend.bench.BenchPlan.Metric;
import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code wattle bench ledger}: measures what the plan asks for, one after the other, and reports each figure when it is
 * known. For one thread; {@link #close()} may be called from another when the process is told to end.
 */
public final class LedgerBench implements AutoCloseable {
    private static final double IN_MEMORY_AIM = 500_000;
    private static final double DURABLE_AIM = 200_000;
    private static final double START_AIM_S = 5;
    private static final double HEAP_AIM_BYTES = 400;
    private static final long PART_TIMEOUT_S = 1_800;

    private final BenchPlan plan;
    private final Report report;
    private final Scratch scratch;
    private final CreditContest credits;

    public LedgerBench(BenchPlan plan, Report report) {
        this.plan = plan;
        this.report = report;
        this.scratch = Scratch.in(plan.directory());
        this.credits = new CreditContest(plan, report, scratch.folder());
    }

    /**
     * Measures.
     *
     * @throws BenchException if something cannot be measured
     */
    public void run() throws InterruptedException {
        Machine machine = Machine.thatHolds(scratch.folder());
        report.machine(machine);
        if (machine.isMemory()) {
            report.note("this file system lives in memory: nothing is durable here, choose another --dir");
        }
        report.note("medians of " + plan.rounds() + " rounds of " + plan.seconds() + " s each, lowest and highest"
                + " beside them, seed " + plan.seed());
        for (Metric metric : Metric.values()) {
            if (plan.metrics().contains(metric)) {
                measure(metric);
            }
        }
    }

    private void measure(Metric metric) throws InterruptedException {
        switch (metric) {
            case DURABLE_CREDITS -> credits.run();
            case FORCE_LATENCY -> new LatencyContest(plan, report, scratch.folder()).disk();
            case LATENCY -> new LatencyContest(plan, report, scratch.folder()).ledger(credits.perSecond());
            case VERIFIED_READINGS_IN_MEMORY -> verifyInMemory();
            case VERIFIED_READINGS_DURABLE -> verifyDurably();
            case START -> start();
            case HEAP_PER_METER -> heap();
        }
    }

    private void verifyInMemory() {
        VerifierRound verifier = new VerifierRound(plan.seed());
        verifier.perSecond(plan.durationNs()); // warms up
        Sample sample = new Sample();
        for (int i = 0; i < plan.rounds(); i++) {
            sample.add(verifier.perSecond(plan.durationNs()));
        }
        reportAim(Metric.VERIFIED_READINGS_IN_MEMORY, "readings/s", sample, IN_MEMORY_AIM, Aim.atLeast(1));
    }

    private void verifyDurably() throws InterruptedException {
        Path folder = scratch.folder().resolve("readings");
        ReadingRound.run(folder, plan.durationNs()); // warms up
        Sample sample = new Sample();
        for (int i = 0; i < plan.rounds(); i++) {
            sample.add(ReadingRound.run(folder, plan.durationNs()).perSecond());
        }
        reportAim(Metric.VERIFIED_READINGS_DURABLE, "readings/s", sample, DURABLE_AIM, Aim.atLeast(1));
    }

    private void start() throws InterruptedException {
        Path folder = scratch.folder().resolve("start");
        String tail = part("build-tail", folder, plan.tailEntries());
        Sample sample = new Sample();
        for (int i = 0; i < plan.rounds(); i++) {
            sample.add(Long.parseLong(part("open", folder, 0)) / 1e6);
        }
        Scratch.remove(folder);
        report.note("start: a ledger of " + tail + " entries after a snapshot of its meters, opened by a fresh process"
                + " from files that the system still holds in memory");
        reportAim(Metric.START, "s", sample, START_AIM_S, Aim.atMost(1));
    }

    private void heap() throws InterruptedException {
        Path folder = scratch.folder().resolve("heap");
        Sample sample = new Sample();
        sample.add((double) Long.parseLong(part("heap", folder, plan.heapMeters())) / plan.heapMeters());
        Scratch.remove(folder);
        long paid = Long.parseLong(part("heap-paid", folder, plan.heapMeters())) / plan.heapMeters();
        Scratch.remove(folder);
        report.note("heap-per-meter: " + plan.heapMeters()
                + " meters, each with two readings that have a balance; once."
                + " A payment to each, with its key, its wallet and its credit under way, adds " + paid + " bytes");
        reportAim(Metric.HEAP_PER_METER, "bytes", sample, HEAP_AIM_BYTES, Aim.atMost(1));
    }

    private static String part(String name, Path folder, long number) throws InterruptedException {
        return ChildJvm.run(List.of(name, folder.toString(), Long.toString(number)), PART_TIMEOUT_S);
    }

    /** Where nothing else was measured, the aim itself is what the value is compared with. */
    private void reportAim(Metric metric, String unit, Sample sample, double aimed, Aim aim) {
        report.figure(Figure.of(metric.label(), unit, sample, new Baseline("aim", aimed), Optional.of(aim)));
    }

    /** Stops what was started and removes what was written. Harmless when repeated. */
    @Override
    public void close() {
        try {
            credits.close();
        } finally {
            scratch.close();
        }
    }
}
