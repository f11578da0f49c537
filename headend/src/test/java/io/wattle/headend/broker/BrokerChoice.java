package io.wattle.headend.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which Mosquitto tests run against: a container where Docker runs, else the Debian package; and the Debian package for good
 * once no container could be had. Safe for use by many threads.
 */
final class BrokerChoice {
    /** Of this process. */
    static final BrokerChoice STANDARD = new BrokerChoice(new Lazily(DockerEngine::isThere), DockerEngine::new,
            DebianEngine::new, words -> System.err.println("broker for tests: " + words));

    private final BooleanSupplier dockerRuns;
    private final Supplier<BrokerEngine> docker;
    private final Supplier<BrokerEngine> debian;
    private final Consumer<String> told;
    private final AtomicBoolean dockerFailed = new AtomicBoolean();
    private final AtomicBoolean toldOnce = new AtomicBoolean();

    BrokerChoice(BooleanSupplier dockerRuns, Supplier<BrokerEngine> docker, Supplier<BrokerEngine> debian,
            Consumer<String> told) {
        this.dockerRuns = dockerRuns;
        this.docker = docker;
        this.debian = debian;
        this.told = told;
    }

    /** Writes the configuration of an engine, which goes on with lines of the engine's own. */
    @FunctionalInterface
    interface Writer {
        Path write(List<String> opening) throws IOException;
    }

    /**
     * Launches a broker.
     *
     * @throws IOException if there is neither; it names what is to be installed
     */
    BrokerEngine launch(Writer configuration, int port) throws IOException {
        if (!dockerFailed.get() && dockerRuns.getAsBoolean()) {
            BrokerEngine container = docker.get();
            try {
                container.launch(configuration.write(container.opening(port)), port);
                tell("Docker runs: " + container.name());
                return container;
            } catch (IOException e) {
                dockerFailed.set(true);
                container.close();
                told.accept("Docker runs, but " + e.getMessage() + "; from now on " + debian.get().name());
            }
        }
        BrokerEngine installed = debian.get();
        installed.launch(configuration.write(installed.opening(port)), port);
        tell("Docker does not run: " + installed.name());
        return installed;
    }

    private void tell(String words) {
        if (!dockerFailed.get() && toldOnce.compareAndSet(false, true)) {
            told.accept(words);
        }
    }

    /** Asks once. */
    private static final class Lazily implements BooleanSupplier {
        private final BooleanSupplier question;
        private final AtomicBoolean asked = new AtomicBoolean();
        private boolean answer; // guarded by this

        private Lazily(BooleanSupplier question) {
            this.question = question;
        }

        @Override
        public synchronized boolean getAsBoolean() {
            if (asked.compareAndSet(false, true)) {
                answer = question.getAsBoolean();
            }
            return answer;
        }
    }
}
