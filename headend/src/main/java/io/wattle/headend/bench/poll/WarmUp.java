package io.wattle.headend.bench.poll;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs something until the compiler has next to nothing to do for it any more: what it takes before would be counted as
 * the client's work, and would be most of it. For one thread.
 */
final class WarmUp {
    private static final int TURNS_MAX = 40;
    private static final int QUIET_TURNS = 2;
    private static final double QUIET_SHARE = 0.04; // of the turn's time that the compiler may still take

    private WarmUp() {}

    /** What is run, once. */
    @FunctionalInterface
    interface Turn {
        void run() throws InterruptedException;
    }

    /** Runs it at least once; if {@code thoroughly}, until the compiler is quiet, 40 times at most. */
    static void run(boolean thoroughly, Turn turn) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        int quiet = 0;
        for (int i = 0; i < (thoroughly ? TURNS_MAX : 1) && quiet < QUIET_TURNS; i++) {
            long compiledMs = compiler.getTotalCompilationTime();
            long began = System.nanoTime();
            turn.run();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            boolean low = compiler.getTotalCompilationTime() - compiledMs <= QUIET_SHARE * tookMs;
            quiet = low ? quiet + 1 : 0;
        }
    }
}
