package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchException;
import io.wattle.headend.bench.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child process as its parent sees it. What it says is taken down on a thread of its own. */
final class Victim implements AutoCloseable {
    private static final long TIMEOUT_S = 120;
    /** What the system says of a process that SIGKILL ended. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Acknowledged acknowledged;
    private final CompletableFuture<String> opened = new CompletableFuture<>();
    private final CompletableFuture<String> worked = new CompletableFuture<>();
    private final CompletableFuture<String> rested = new CompletableFuture<>();
    private final List<String> balances = new ArrayList<>();
    private final Thread ears;

    private Victim(Process process, Acknowledged acknowledged) {
        this.process = process;
        this.acknowledged = acknowledged;
        this.ears = Thread.ofPlatform().name("crash-ears").start(this::listen);
    }

    static Victim start(Path directory, ChildTask task, Acknowledged acknowledged) {
        List<String> words = new ArrayList<>(List.of("crash", directory.toString()));
        words.addAll(task.words());
        return new Victim(ChildJvm.startShort(words), acknowledged);
    }

    /** The state in which it opened the ledger: sequence and hash. */
    String awaitOpen() throws InterruptedException {
        return await(opened, "did not open its ledger");
    }

    /** Returns when it has acknowledged a payment. */
    void awaitWork() throws InterruptedException {
        await(worked, "did not acknowledge a payment");
    }

    /** The state when nothing more is done. */
    String awaitRest() throws InterruptedException {
        return await(rested, "did not come to rest");
    }

    /** The state in which it opened, if it came so far. */
    Optional<String> opened() {
        return opened.state() == Future.State.SUCCESS ? Optional.of(opened.resultNow()) : Optional.empty();
    }

    void tellToRest() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the child does not listen", e);
        }
    }

    /** Kills it, and takes down what it had said. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process, leaves readable what it said
        int code = awaitEnd();
        if (code != KILLED) {
            throw new BenchException("the child ended by itself, with exit code " + code);
        }
    }

    /** Waits for the end that it finds by itself. Returns what it said of balances. */
    List<String> awaitGoodEnd() throws InterruptedException {
        int code = awaitEnd();
        if (code != 0) {
            throw new BenchException("the child failed with exit code " + code);
        }
        return List.copyOf(balances);
    }

    private int awaitEnd() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS) || !ears.join(Duration.ofSeconds(TIMEOUT_S))) {
            throw new BenchException("the child did not end within " + TIMEOUT_S + " s");
        }
        return process.exitValue();
    }

    private static String await(CompletableFuture<String> state, String complaint) throws InterruptedException {
        try {
            return state.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("the child " + complaint, e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                if (line.endsWith(" " + Voice.END)) {
                    hear(line.substring(0, line.length() - Voice.END.length()).strip());
                }
                line = lines.readLine();
            }
            giveUp(new BenchException("it ended before"));
        } catch (IOException | RuntimeException e) {
            giveUp(e);
        }
    }

    private void giveUp(Exception why) {
        opened.completeExceptionally(why);
        worked.completeExceptionally(why);
        rested.completeExceptionally(why);
    }

    private void hear(String line) {
        List<String> words = List.of(line.split(" "));
        switch (words.getFirst()) {
            case "open" -> opened.complete(words.get(1) + " " + words.get(2));
            case "rest" -> rested.complete(words.get(1) + " " + words.get(2));
            case "paid" -> {
                acknowledged.paid(Long.parseLong(words.get(1)), Integer.parseInt(words.get(2)),
                        Long.parseLong(words.get(3)));
                worked.complete(line);
            }
            case "done" -> acknowledged.done(Long.parseLong(words.get(1)), words.get(2), words.get(3));
            case "balance" -> balances.add(line);
            default -> throw new BenchException("the child said something strange: " + line);
        }
    }

    /** Ends it if it still lives. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
