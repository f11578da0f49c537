package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.BenchException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;

/** One contestant's turn, and what it took of this process's processor time. For one thread. */
final class PollRound {
    private static final long PATIENCE_S = 120;

    private PollRound() {}

    /**
     * What a turn came to.
     *
     * @param perSecond sessions or GETs a second
     * @param cpuUs processor time of the whole process for each, microseconds
     * @param p50Ms median of what one took, from its beginning to its end
     */
    record Result(double perSecond, double cpuUs, double p50Ms, double p99Ms) {}

    /** So many sessions, so many at once. */
    static Result sessions(PollClient client, int sessions, int atOnce) throws InterruptedException {
        return sessions(client, sessions, atOnce, 2 * atOnce);
    }

    /** One session with each meter, so many at once. */
    static Result each(PollClient client, int meters, int atOnce) throws InterruptedException {
        return sessions(client, meters, atOnce, meters);
    }

    private static Result sessions(PollClient client, int sessions, int atOnce, int meters)
            throws InterruptedException {
        AtomicHistogram tookNs = new AtomicHistogram(TimeUnit.SECONDS.toNanos(PATIENCE_S), 3);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Semaphore places = new Semaphore(atOnce);
        long cpuBefore = cpuNs();
        long began = System.nanoTime();
        for (int i = 0; i < sessions; i++) {
            take(places, 1, failure);
            long start = System.nanoTime();
            client.session(1 + i % meters).whenComplete((_, broken) -> {
                if (broken != null) {
                    failure.compareAndSet(null, broken);
                }
                tookNs.recordValue(Math.min(System.nanoTime() - start, tookNs.getHighestTrackableValue()));
                places.release();
            });
        }
        take(places, atOnce, failure);
        long ns = System.nanoTime() - began;
        long cpu = cpuNs() - cpuBefore;
        return new Result(sessions * 1e9 / ns, cpu / 1e3 / sessions, tookNs.getValueAtPercentile(50) / 1e6,
                tookNs.getValueAtPercentile(99) / 1e6);
    }

    /** So many GETs on each of the open associations, which take turns. */
    static Result gets(List<? extends PollClient.Open> open, int times) throws InterruptedException {
        long cpuBefore = cpuNs();
        long began = System.nanoTime();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (PollClient.Open association : open) {
            all.add(association.readRegister(times));
        }
        await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
        long ns = System.nanoTime() - began;
        long cpu = cpuNs() - cpuBefore;
        double count = (double) times * open.size();
        return new Result(count * 1e9 / ns, cpu / 1e3 / count, ns / 1e6, ns / 1e6);
    }

    /** So many associations, to the meters from 1 on, made a few at once. */
    static List<PollClient.Open> open(PollClient client, int count, int atOnce) throws InterruptedException {
        List<PollClient.Open> open = new ArrayList<>(count);
        for (int from = 0; from < count; from += atOnce) {
            List<CompletableFuture<? extends PollClient.Open>> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + atOnce); i++) {
                some.add(client.open(1 + i));
            }
            for (CompletableFuture<? extends PollClient.Open> one : some) {
                open.add(await(one));
            }
        }
        return open;
    }

    static <T> T await(CompletableFuture<T> stage) throws InterruptedException {
        try {
            return stage.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            throw new BenchException("a session failed: " + broken.getCause(), broken);
        } catch (TimeoutException late) {
            throw new BenchException("a session was not over within " + PATIENCE_S + " s", late);
        }
    }

    private static void take(Semaphore places, int count, AtomicReference<@Nullable Throwable> failure)
            throws InterruptedException {
        if (!places.tryAcquire(count, PATIENCE_S, TimeUnit.SECONDS)) {
            throw new BenchException("sessions were not over within " + PATIENCE_S + " s: " + failure.get());
        }
        Throwable broken = failure.get();
        if (broken != null) {
            throw new BenchException("a session failed: " + broken, broken);
        }
    }

    private static long cpuNs() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
