package io.wattle.headend.bench;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerArchive;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** What runs in a JVM of its own, because it needs a clean heap or a fresh start. Each says one number. */
public final class BenchParts {
    /** A meter in the tail of a start has so many entries; every third is a payment. */
    static final int PASSES = 10;
    private static final int PAYMENT_EVERY = 3;
    private static final int WARM_METERS = 1_000;
    /** Until what only finalizers and weak references hold is gone too. */
    private static final int COLLECTIONS = 3;

    private BenchParts() {}

    /**
     * Bytes of heap that the ledger holds for so many meters, each with two readings that have a balance. While a snapshot
     * is made there is a second state; that is not what is measured here.
     */
    public static long heapBytes(Path folder, long meters) throws InterruptedException {
        try (Ledger warm = BenchLedger.openWithoutSnapshots(folder.resolve("warm"))) {
            fill(warm, WARM_METERS);
        }
        try (Ledger ledger = BenchLedger.openWithoutSnapshots(folder.resolve("full"))) {
            long without = usedBytes();
            new Population(ledger, meters).met();
            return usedBytes() - without;
        }
    }

    /** Bytes of heap that so many payments add, one a meter: key, wallet, and a credit that is under way. */
    public static long paidBytes(Path folder, long meters) throws InterruptedException {
        try (Ledger ledger = BenchLedger.openWithoutSnapshots(folder)) {
            Population town = new Population(ledger, meters);
            town.met();
            long without = usedBytes();
            town.pay(2);
            return usedBytes() - without;
        }
    }

    /** Makes a ledger to start from: a snapshot and entries after it. Returns how many these are, its tail. */
    public static long buildTail(Path folder, long tailEntries) throws InterruptedException, IOException {
        long meters = tailEntries / PASSES;
        try (Ledger ledger = BenchLedger.openWithoutSnapshots(folder)) {
            Population town = new Population(ledger, meters);
            town.found();
            LedgerArchive.open(folder).snapshot(2);
            for (int pass = 1; pass <= PASSES; pass++) {
                if (pass % PAYMENT_EVERY == 0) {
                    town.pay(pass);
                } else {
                    town.read(pass);
                }
            }
        }
        return meters * PASSES;
    }

    /** Microseconds that opening a ledger takes. */
    public static long openUs(Path folder) {
        long began = System.nanoTime();
        try (Ledger ledger = BenchLedger.openWithoutSnapshots(folder)) {
            long opened = System.nanoTime();
            if (!ledger.isRunning()) {
                throw new BenchException("the ledger does not run");
            }
            return (opened - began) / 1_000;
        }
    }

    private static void fill(Ledger ledger, long meters) throws InterruptedException {
        Population town = new Population(ledger, meters);
        town.met();
        town.pay(2);
    }

    static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
