package io.wattle.headend.bench;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Outcome;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Payments that arrive when they are meant to, whether or not the ones before are answered: a slow answer delays nobody
 * else's arrival and hides nothing. The time of each runs from its planned arrival to its outcome, so that a generator
 * that is late itself counts against the ledger.
 */
final class OpenLoop {
    private static final long ANSWER_TIMEOUT_S = 60;

    private final Ledger ledger;
    private final int meters;
    private final ConcurrentHistogram times = new ConcurrentHistogram(Histograms.HIGHEST_NS, Histograms.DIGITS);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong notAccepted = new AtomicLong();

    private OpenLoop(Ledger ledger, int meters) {
        this.ledger = ledger;
        this.meters = meters;
    }

    /**
     * Pays at a rate, with the gaps of a Poisson process.
     *
     * @param meters known to the ledger, enough for the payments
     * @return times in nanoseconds
     * @throws BenchException if a payment was not accepted, or not answered at all
     */
    static Histogram measure(Ledger ledger, int meters, double perSecond, long durationNs, long seed)
            throws InterruptedException {
        return new OpenLoop(ledger, meters).measure(perSecond, durationNs, new SplittableRandom(seed));
    }

    private Histogram measure(double perSecond, long durationNs, SplittableRandom random)
            throws InterruptedException {
        double gapNs = 1e9 / perSecond;
        long began = System.nanoTime();
        long sent = 0;
        double dueNs = 0;
        while (dueNs < durationNs) {
            awaitTime(began + (long) dueNs);
            send(sent, began + (long) dueNs);
            sent++;
            dueNs -= Math.log(1 - random.nextDouble()) * gapNs;
        }
        awaitAnswers(sent);
        if (notAccepted.get() > 0) {
            throw new BenchException(notAccepted + " of " + sent + " payments were not accepted");
        }
        return times;
    }

    /** Sleeps, and does not spin: on a small machine that would take the core that the ledger needs. */
    private static void awaitTime(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    private void send(long number, long due) {
        var _ = ledger
                .submit(BenchLedger.pay("K-" + number, BenchLedger.meter(number % meters), BenchLedger.TENDER_MINOR))
                .thenAccept(outcome -> {
                    times.recordValue(Math.min(System.nanoTime() - due, Histograms.HIGHEST_NS));
                    if (!(outcome instanceof Outcome.Accepted)) {
                        notAccepted.incrementAndGet();
                    }
                    answered.incrementAndGet();
                });
    }

    private void awaitAnswers(long sent) throws InterruptedException {
        long began = System.nanoTime();
        while (answered.get() < sent) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(ANSWER_TIMEOUT_S)) {
                throw new BenchException("after " + ANSWER_TIMEOUT_S + " s " + (sent - answered.get())
                        + " payments had no answer");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
