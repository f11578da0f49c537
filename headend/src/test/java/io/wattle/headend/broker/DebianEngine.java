package io.wattle.headend.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Debian package, as a process of ours. */
final class DebianEngine implements BrokerEngine {
    private static final List<String> PLACES = List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto",
            "/usr/bin/mosquitto", "/opt/homebrew/sbin/mosquitto");
    private Optional<Process> process = Optional.empty();
    private Path log = Path.of("mosquitto.log");

    @Override
    public String name() {
        return "the Debian package mosquitto";
    }

    @Override
    public List<String> opening(int port) {
        return List.of("listener " + port + " 127.0.0.1", "user " + System.getProperty("user.name"));
    }

    @Override
    public void launch(Path configuration, int port) throws IOException {
        String program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new IOException("mosquitto is missing: install the Debian package mosquitto"));
        log = configuration.resolveSibling(configuration.getFileName() + ".log");
        process = Optional.of(new ProcessBuilder(program, "-c", configuration.toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    @Override
    public boolean isAlive() {
        return process.map(Process::isAlive).orElse(false);
    }

    @Override
    public String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            try {
                running.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        kill();
    }
}
