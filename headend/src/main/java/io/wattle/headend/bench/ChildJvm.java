package io.wattle.headend.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM like this one: the same Java, the same program, the same options as the launcher gave. It ends when the one
 * that started it is gone, because it then finds the end of its standard input.
 */
public final class ChildJvm {
    private static final String MAIN = "io.wattle.headend.Main";

    private ChildJvm() {}

    /** Starts one that lives a moment only: no time for the second compiler, no use for GC threads. */
    public static Process startShort(List<String> words) {
        return start(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), words);
    }

    /** Starts {@code wattle bench part} with these words; what it says on standard error is said here. */
    public static Process start(List<String> options, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(option -> !option.startsWith("-agentlib:") && !option.startsWith("-javaagent:"))
                .toList());
        command.addAll(options);
        command.addAll(program());
        command.addAll(List.of("bench", "part"));
        command.addAll(words);
        try {
            return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException("a second JVM cannot be started", e);
        }
    }

    /**
     * Runs one to its end.
     *
     * @return the last line that it said
     * @throws BenchException if it fails or takes too long
     */
    static String run(List<String> words, long timeoutS) throws InterruptedException {
        return run(List.of(), words, timeoutS);
    }

    /**
     * Runs one to its end, with more options for the JVM.
     *
     * @return the last line that it said
     * @throws BenchException if it fails or takes too long
     */
    public static String run(List<String> options, List<String> words, long timeoutS) throws InterruptedException {
        Process child = start(options, words);
        try {
            if (!child.waitFor(timeoutS, TimeUnit.SECONDS)) { // it says little: its pipe cannot be full before that
                throw new BenchException(String.join(" ", words) + " was not done within " + timeoutS + " s");
            }
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (child.exitValue() != 0 || said.isEmpty()) {
                throw new BenchException(String.join(" ", words) + " failed with exit code " + child.exitValue());
            }
            return said.lines().toList().getLast();
        } catch (IOException e) {
            throw new UncheckedIOException("what a second JVM said cannot be read", e);
        } finally {
            child.destroyForcibly();
        }
    }

    /** In the child: ends the process when the parent is gone. */
    public static void endWithParent() {
        Thread.ofPlatform().daemon().name("bench-parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nobody says anything; only the end counts
                }
            } catch (IOException e) {
                System.err.println("wattle: the parent cannot be heard: " + e.getMessage());
            }
            Runtime.getRuntime().halt(1);
        });
    }

    /** From a jar its manifest counts, which opens packages; from a class path the options do that. */
    private static List<String> program() {
        String classPath = System.getProperty("java.class.path");
        boolean jar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return jar ? List.of("-jar", classPath) : List.of("-cp", classPath, MAIN);
    }
}
