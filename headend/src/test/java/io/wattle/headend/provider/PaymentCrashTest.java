package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.provider.embedded.EmbeddedPayment.Status;
import io.wattle.headend.provider.embedded.EmbeddedProvider;
import io.wattle.headend.provider.embedded.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 while customers pay: just before the provider does each thing that it is asked for, just after it did and before it
 * could say so, and anywhere. In the end what it took is what was sold, and what it took besides it gave back.
 */
class PaymentCrashTest {
    private static final int KILLS_ANYWHERE = 4;

    @TempDir
    Path folder;
    private int children;

    @Test
    @Timeout(300)
    void shouldHaveSoldOrGivenBackAllThatWasTaken() throws Exception {
        try (EmbeddedProvider provider = EmbeddedProvider.start(0, ProviderDoor.PROVIDER_TOKEN, Optional.empty())) {
            for (Question question : Question.values()) {
                killAt(provider, question, false);
                killAt(provider, question, true);
            }
            long seed = System.nanoTime();
            System.out.println("PaymentCrashTest seed " + seed);
            Random random = new Random(seed);
            for (int kill = 0; kill < KILLS_ANYWHERE; kill++) {
                killAnywhere(provider, random);
            }
            long sold = sold(provider); // takes up what the last kill left open
            assertThat(provider.heldMinor("USD")).isEqualTo(sold).isPositive();
            assertThat(provider.payments()).allMatch(payment -> payment.captures() <= 1 && payment.refunds() <= 1)
                    .noneMatch(payment -> payment.status() == Status.AUTHORISED || payment.status() == Status.OPEN)
                    .anyMatch(payment -> payment.status() == Status.CAPTURED)
                    .anyMatch(payment -> payment.status() == Status.REFUNDED)
                    .anyMatch(payment -> payment.status() == Status.CANCELLED);
        }
    }

    /** The provider holds still while its caller dies. */
    private void killAt(EmbeddedProvider provider, Question question, boolean isDone) throws Exception {
        CountDownLatch met = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        try (ChildProcess child = child(provider, "pay")) {
            provider.watch((asked, done) -> {
                if (asked == question && done == isDone && first.getAndSet(false)) {
                    met.countDown();
                    awaitKill(killed);
                }
            });
            assertThat(met.await(60, TimeUnit.SECONDS)).as("%s is asked: %s", question, complaints()).isTrue();
            assertThat(child.kill()).as("%s", complaints()).isEqualTo(ChildProcess.KILLED);
        } finally {
            killed.countDown();
            provider.watch((_, _) -> {
            });
        }
    }

    private void killAnywhere(EmbeddedProvider provider, Random random) throws Exception {
        int before = provider.asked(Question.CAPTURE);
        int enough = before + 1 + random.nextInt(12);
        try (ChildProcess child = child(provider, "pay")) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> provider.asked(Question.CAPTURE) >= enough || !child.isAlive());
            LockSupport.parkNanos(random.nextInt(20_000_000));
            assertThat(child.kill()).as("%s", complaints()).isEqualTo(ChildProcess.KILLED);
        }
    }

    private long sold(EmbeddedProvider provider) throws Exception {
        try (ChildProcess child = child(provider, "finish")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> child.lines().stream().anyMatch(line -> line.startsWith("sold ")) || !child.isAlive());
            child.kill();
            return child.lines()
                    .stream()
                    .filter(line -> line.startsWith("sold "))
                    .mapToLong(line -> Long.parseLong(line.substring("sold ".length())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the child did not finish: " + complaints()));
        }
    }

    private ChildProcess child(EmbeddedProvider provider, String what) throws Exception {
        return ChildProcess.start(folder, PaymentChild.class,
                List.of(folder.toString(), provider.uri().toString(), Integer.toString(children++), what));
    }

    private static void awaitKill(CountDownLatch killed) {
        try {
            killed.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String complaints() {
        try {
            Path file = folder.resolve("child-errors.txt");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
