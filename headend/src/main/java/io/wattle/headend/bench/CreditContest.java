package io.wattle.headend.bench;

import io.wattle.headend.bench.BenchPlan.Metric;
import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Durable payments through the ledger, through PostgreSQL, and the floor below both, in turns: when the machine grows
 * slower or faster meanwhile, it does so for all of them.
 */
final class CreditContest implements AutoCloseable {
    private static final double POSTGRES_AIM = 30;
    private static final double FLOOR_AIM = 0.5;
    private static final int POSTGRES_METERS = 200_000;

    private final BenchPlan plan;
    private final Report report;
    private final Path folder;
    private final Sample ledger = new Sample();
    private volatile @Nullable PostgresPayments postgres;

    CreditContest(BenchPlan plan, Report report, Path folder) {
        this.plan = plan;
        this.report = report;
        this.folder = folder;
    }

    /** The ledger's median; measured by one round if no contest was held. */
    double perSecond() throws InterruptedException {
        if (ledger.isEmpty()) {
            ledgerRound();
            ledger.add(ledgerRound().done().perSecond());
        }
        return ledger.median();
    }

    void run() throws InterruptedException {
        Optional<PostgresPayments> other = postgres();
        Sample floor = new Sample();
        Sample rows = new Sample();
        List<FrameShape> shapes = ledgerRound().frames(); // a first one for each warms up and does not count
        floorRound(shapes);
        other.ifPresent(this::warm);
        for (int i = 0; i < plan.rounds(); i++) {
            CreditRound round = ledgerRound();
            shapes = round.frames();
            ledger.add(round.done().perSecond());
            floor.add(floorRound(shapes));
            if (other.isPresent()) {
                rows.add(other.get().perSecond(plan.durationNs()));
            }
        }
        close();
        note(shapes);
        if (!rows.isEmpty()) {
            report(new Baseline("postgresql", rows.median()), POSTGRES_AIM);
        }
        report(new Baseline("floor", floor.median()), FLOOR_AIM);
    }

    private void report(Baseline baseline, double aim) {
        report.figure(Figure.of(Metric.DURABLE_CREDITS.label(), "credits/s", ledger, baseline,
                Optional.of(Aim.atLeast(aim))));
    }

    private CreditRound ledgerRound() throws InterruptedException {
        return CreditRound.run(folder.resolve("credits"), plan.durationNs());
    }

    private double floorRound(List<FrameShape> shapes) {
        return Floor.recordsPerSecond(folder.resolve("floor"), shapes, plan.seed());
    }

    private void warm(PostgresPayments payments) {
        try {
            payments.perSecond(plan.durationNs());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(List<FrameShape> shapes) {
        long records = shapes.stream().mapToLong(FrameShape::records).sum();
        long bytes = shapes.stream().mapToLong(FrameShape::recordBytes).sum();
        report.note("durable-credits: " + Submitters.COUNT + " submitters, up to "
                + Submitters.COUNT * Submitters.VOLLEYS * Submitters.VOLLEY + " payments under way; in the last round "
                + records / shapes.size() + " records a force, " + bytes / records + " bytes a record; postgresql: "
                + PostgresPayments.CONNECTIONS + " connections, one payment a commit");
    }

    private Optional<PostgresPayments> postgres() throws InterruptedException {
        Optional<Path> programs = Postgres.programs();
        if (programs.isEmpty()) {
            String words = "no PostgreSQL in /usr/lib/postgresql, so nothing is compared with it;"
                    + " to install it: apt-get install postgresql";
            if (plan.requirePostgresql()) {
                throw new BenchException(words);
            }
            report.note(words);
            return Optional.empty();
        }
        PostgresPayments payments = PostgresPayments
                .over(Postgres.start(programs.get(), folder.resolve("postgresql")), POSTGRES_METERS);
        postgres = payments;
        return Optional.of(payments);
    }

    @Override
    public void close() {
        PostgresPayments running = postgres;
        if (running != null) {
            running.close();
        }
        Scratch.remove(folder.resolve("postgresql"));
    }
}
