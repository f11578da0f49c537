package io.wattle.headend.wake;

import io.wattle.protocols.dlms.WakeUp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a command with the modem's number and the meter's serial number behind it, without a shell; exit code 0 says that
 * the message was handed over. A few at once, others wait. Safe for use by many threads.
 */
public final class CommandWakeUp implements WakeUp {
    private static final Logger LOG = LoggerFactory.getLogger(CommandWakeUp.class);
    private static final int AT_ONCE = 8;

    private final String command;
    private final Duration timeout;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * @param command path of a program
     * @param timeout after which it is killed
     */
    public CommandWakeUp(String command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Boolean> wake(String meterSerial, String number) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread.ofVirtual().name("wake-" + meterSerial).start(() -> done.complete(ran(meterSerial, number)));
        return done;
    }

    @Override
    public String toString() {
        return "CommandWakeUp[" + command + "]";
    }

    private boolean ran(String meterSerial, String number) {
        try {
            if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("meter {} is not woken: {} commands are running already", meterSerial, AT_ONCE);
                return false;
            }
            try {
                return run(meterSerial, number);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean run(String meterSerial, String number) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command, number, meterSerial))
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                LOG.warn("meter {} is not woken: {} was not done within {}", meterSerial, command, timeout);
                return false;
            }
            if (process.exitValue() != 0) {
                LOG.warn("meter {} is not woken: {} ended with {}", meterSerial, command, process.exitValue());
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            LOG.warn("meter {} is not woken: {}", meterSerial, e.getMessage());
            return false;
        }
    }
}
