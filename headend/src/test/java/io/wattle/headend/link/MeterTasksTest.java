package io.wattle.headend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeterTasksTest {
    @Test
    void shouldRunOnceMoreForANudgeWhileItRunsAndNeverTwiceAtOnce() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        try (MeterTasks tasks = new MeterTasks("test", _ -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            go.await();
            runs.incrementAndGet();
            atOnce.decrementAndGet();
        })) {
            for (int i = 0; i < 100; i++) {
                tasks.nudge("M1");
            }
            go.countDown();
            await().until(() -> runs.get() == 2 && atOnce.get() == 0);
            assertThat(mostAtOnce).hasValue(1);
        }
    }

    @Test
    void shouldGoOnAfterATaskThatFails() {
        AtomicInteger runs = new AtomicInteger();
        try (MeterTasks tasks = new MeterTasks("test", _ -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
        })) {
            tasks.nudge("M1");
            await().until(() -> runs.get() == 1);
            await().until(() -> {
                tasks.nudge("M1");
                return runs.get() >= 2;
            });
        }
    }
}
