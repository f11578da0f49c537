package io.wattle.headend.bench.poll;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs something until the compiler has next to nothing to do for it any more: what it takes before would be counted as
 * the client's work, and would be most of it. For one thread.
 */
final class WarmUp {
    private static final long NS_MAX = TimeUnit.SECONDS.toNanos(20); // a machine that is busy would never be quiet
    private static final int QUIET_TURNS = 2;
    private static final double QUIET_SHARE = 0.04; // of the turn's time that the compiler may still take

    private WarmUp() {}

    /** What is run, once. */
    @FunctionalInterface
    interface Turn {
        void run() throws InterruptedException;
    }

    /** Runs it at least once; if {@code thoroughly}, until the compiler is quiet, or 20 s are over. */
    static void run(boolean thoroughly, Turn turn) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long end = System.nanoTime() + NS_MAX;
        int quiet = 0;
        do {
            long compiledMs = compiler.getTotalCompilationTime();
            long began = System.nanoTime();
            turn.run();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            boolean low = compiler.getTotalCompilationTime() - compiledMs <= QUIET_SHARE * tookMs;
            quiet = low ? quiet + 1 : 0;
        } while (thoroughly && quiet < QUIET_TURNS && System.nanoTime() < end);
    }
}
