package io.wattle.headend.bench;

import io.wattle.headend.bench.Figure.Baseline;
import io.wattle.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code wattle bench vending}: a town opens its accounts, buys by a tariff, and redeems prepaid cards, each once; and what
 * that takes of the heap. For one thread; {@link #close()} may be called from another.
 */
public final class VendingBench implements AutoCloseable {
    private static final String RATE = "per s";
    /** Of the file that is saved as a whole. */
    private static final long FILE_ROWS_MAX = 100_000;
    private static final int ACCOUNTS_MAX = 10_000_000;
    private final Report report;
    private final Scratch scratch;
    private final long accounts;

    /**
     * @param directory a folder is made in it, and removed
     * @param accounts 1,000 to 10,000,000
     */
    public VendingBench(Path directory, long accounts, Report report) {
        if (accounts < 1_000 || accounts > ACCOUNTS_MAX) {
            throw new IllegalArgumentException("--accounts must be 1000.." + ACCOUNTS_MAX + ", was: " + accounts);
        }
        this.report = report;
        this.scratch = Scratch.in(directory);
        this.accounts = accounts;
    }

    /**
     * Measures.
     *
     * @throws BenchException if something cannot be measured
     */
    public void run() throws InterruptedException {
        report.machine(Machine.thatHolds(scratch.folder()));
        report.note(
                accounts + " accounts, each of a customer with 160 sealed bytes and with a meter; each buys once by a"
                        + " tariff with a tax, and redeems one card; everything durable before it counts");
        try (Ledger ledger = BenchLedger.openWithCards(scratch.folder().resolve("journal"))) {
            long before = BenchParts.usedBytes();
            Town town = new Town(ledger, accounts);
            double opened = town.open();
            town.register();
            long settled = BenchParts.usedBytes();
            double warm = town.sell("warm", accounts / 10);
            double flat = town.sell("flat", accounts / 10);
            Baseline baseline = new Baseline("sales at one flat rate", flat);
            tell("accounts-opened", opened, baseline);
            tell("sales-warming-up", warm, baseline);
            town.sellByTariff();
            tell("sales-by-tariff", town.sell("plan", accounts), baseline);
            town.sellCards();
            tell("cards-redeemed", town.redeem(), baseline);
            double each = (double) (settled - before) / accounts;
            report.figure(figure("heap-per-account-and-meter", "bytes", each, new Baseline("aim for a meter", 400)));
            report.figure(
                    figure("heap-after-sale-and-card", "bytes", (double) (BenchParts.usedBytes() - before) / accounts,
                            new Baseline("heap-per-account-and-meter", each)));
            saveAtOnce(town, opened);
        }
    }

    /** While it lasts, the ledger does nothing else. */
    private void saveAtOnce(Town town, double opened) {
        long rows = Math.min(accounts, FILE_ROWS_MAX);
        double rate = town.saveAtOnce(rows);
        report.note("a file of " + rows + " accounts, saved as a whole, held the ledger for "
                + Math.round(rows * 1000 / rate) + " ms");
        tell("rows-saved-at-once", rate, new Baseline("accounts opened 50 at a time", opened));
    }

    private void tell(String metric, double value, Baseline baseline) {
        report.figure(figure(metric, RATE, value, baseline));
    }

    private static Figure figure(String metric, String unit, double value, Baseline baseline) {
        Sample sample = new Sample();
        sample.add(value);
        return Figure.of(metric, unit, sample, baseline, Optional.empty());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
