package io.wattle.headend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A main class in a process of its own, so that it can be killed. What it says is taken down on a thread of its own. */
public final class ChildProcess implements AutoCloseable {
    /** What the system says of a process that SIGKILL ended. */
    public static final int KILLED = 128 + 9;
    private static final long KILL_TIMEOUT_S = 30;

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private ChildProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().name("child-output").daemon().start(this::read);
    }

    /** Runs the class with these arguments, and its complaints into a file of the folder. */
    public static ChildProcess start(Path folder, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(System.getProperty("wattle.jvm.flags", "").strip().split("\\s+")));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("child-errors.txt").toFile()))
                .start());
    }

    /** What it has said so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the child did not end within " + seconds + " s");
        }
        reader.join(TimeUnit.SECONDS.toMillis(5));
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The same as kill -9; all that it had said is taken down. Returns its exit code, which says whether it lived. */
    public int kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process, leaves readable what it said
        return awaitExit(KILL_TIMEOUT_S);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("output ended: " + e);
        }
    }
}
