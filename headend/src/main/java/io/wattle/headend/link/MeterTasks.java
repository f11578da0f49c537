package io.wattle.headend.link;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one task for one meter at a time, on a virtual thread. A nudge while it runs makes it run once more, so no nudge
 * is lost and no two runs for one meter overlap. At most one thread a meter. Safe for use by many threads.
 */
public final class MeterTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeterTasks.class);

    /** What to do for a meter; may block. */
    @FunctionalInterface
    public interface Task {
        void run(String meterSerial) throws InterruptedException;
    }

    private enum State {
        RUNNING, RUNNING_AND_NUDGED
    }

    private final Task task;
    private final ExecutorService threads;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    /**
     * @param name of the threads
     */
    public MeterTasks(String name, Task task) {
        this.task = task;
        this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** Sees to it that the task runs for this meter after this call. Does not block. */
    public void nudge(String meterSerial) {
        states.compute(meterSerial, (_, state) -> {
            if (state == null && !threads.isShutdown()) {
                threads.execute(() -> run(meterSerial));
                return State.RUNNING;
            }
            return state == null ? null : State.RUNNING_AND_NUDGED;
        });
    }

    /** Interrupts what runs and waits a little for it. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some conversations did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String meterSerial) {
        boolean again = true;
        while (again) {
            try {
                task.run(meterSerial);
            } catch (InterruptedException e) {
                states.remove(meterSerial);
                return;
            } catch (RuntimeException | Error e) {
                // Also an Error: a task that ended without a word would never run for this meter again.
                LOG.error("meter {}: task failed", meterSerial, e);
            }
            again = states.compute(meterSerial,
                    (_, state) -> state == State.RUNNING_AND_NUDGED ? State.RUNNING : null) != null;
        }
    }
}
