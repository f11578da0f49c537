package io.wattle.headend.registry;

import io.wattle.protocols.dlms.InvocationCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Invocation counters that outlive the process. The file holds, a line each, {@code holder ceiling}: every number below
 * the ceiling may have been used. A line is forced to disk before any number under it is handed out; what a crash leaves
 * unused is skipped. One thread owns all of it and forces many reservations together.
 */
public final class CounterFile implements InvocationCounters, AutoCloseable {
    private static final long COUNTER_MAX = 0xFFFF_FFFFL;
    /** Numbers reserved beyond what was asked, so that a meter costs one forced write in many conversations. */
    private static final int AHEAD = 1_024;
    private static final int WAITING_MAX = 65_536;

    private final FileChannel channel;
    private final Map<String, Counter> counters;
    private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread = Thread.ofPlatform().name("counters").daemon().unstarted(this::run);
    private volatile boolean closed;

    private static final class Counter {
        private long next;
        private long ceiling;

        private Counter(long next) {
            this.next = next;
            this.ceiling = next;
        }
    }

    /** Either a reservation (count above zero) or a raise (count zero). */
    private record Request(String holder, int count, long raiseTo, CompletableFuture<OptionalLong> answer) {}

    /** A request and what it will be answered once the batch is on disk. */
    private record Decided(Request request, OptionalLong answer) {}

    private CounterFile(FileChannel channel, Map<String, Counter> counters) {
        this.channel = channel;
        this.counters = counters;
    }

    /**
     * Opens the file, or makes it. A last line that a crash left half written is dropped: nothing under it was handed
     * out.
     *
     * @throws BadFileException if it is damaged elsewhere
     */
    public static CounterFile open(Path file) {
        try {
            Map<String, Counter> counters = Files.exists(file) ? read(file) : new HashMap<>();
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            StringBuilder lines = new StringBuilder();
            counters.forEach((holder, counter) -> lines.append(line(holder, counter.ceiling)));
            write(channel, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            CounterFile opened = new CounterFile(channel, counters);
            opened.thread.start();
            return opened;
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be opened: " + e);
        }
    }

    @Override
    public CompletableFuture<OptionalLong> reserve(String holder, int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("count must be above zero, was: " + count);
        }
        return enqueue(new Request(holder, count, 0, new CompletableFuture<>()));
    }

    @Override
    public CompletableFuture<Void> raise(String holder, long next) {
        return enqueue(new Request(holder, 0, next, new CompletableFuture<>())).thenAccept(_ -> {
        });
    }

    /** Finishes what is waiting and closes the file. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            channel.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<OptionalLong> enqueue(Request request) {
        if (request.holder().isBlank() || request.holder().matches(".*\\s.*")) {
            throw new IllegalArgumentException("holder must not be blank or hold blanks");
        }
        if (closed || !queue.offer(request)) {
            request.answer().completeExceptionally(new IllegalStateException("too many counter reservations wait"));
        }
        return request.answer();
    }

    private void run() {
        List<Request> batch = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Request first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, 4_095);
                    answer(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void answer(List<Request> batch) {
        StringBuilder lines = new StringBuilder();
        List<Decided> decided = new ArrayList<>();
        for (Request request : batch) {
            try {
                decided.add(new Decided(request, decide(request, lines)));
            } catch (IllegalStateException e) {
                request.answer().completeExceptionally(e);
            }
        }
        try {
            write(channel, lines);
            decided.forEach(one -> one.request().answer().complete(one.answer()));
        } catch (IOException e) {
            decided.forEach(one -> one.request().answer().completeExceptionally(e));
        }
    }

    private OptionalLong decide(Request request, StringBuilder lines) {
        Counter counter = counters.get(request.holder());
        if (request.count() == 0) {
            raise(request, counter, lines);
            return OptionalLong.empty();
        }
        if (counter == null) {
            return OptionalLong.empty();
        }
        long end = counter.next + request.count();
        if (end > COUNTER_MAX) {
            throw new IllegalStateException("the invocation counter of " + request.holder()
                    + " is used up; the meter needs new keys");
        }
        long first = counter.next;
        counter.next = end;
        if (end > counter.ceiling) {
            counter.ceiling = Math.min(COUNTER_MAX, end + AHEAD);
            lines.append(line(request.holder(), counter.ceiling));
        }
        return OptionalLong.of(first);
    }

    private void raise(Request request, @Nullable Counter counter, StringBuilder lines) {
        if (counter == null) {
            counters.put(request.holder(), new Counter(request.raiseTo()));
            lines.append(line(request.holder(), request.raiseTo()));
        } else if (counter.next < request.raiseTo()) {
            counter.next = request.raiseTo();
            counter.ceiling = Math.max(counter.ceiling, counter.next);
            lines.append(line(request.holder(), counter.ceiling));
        }
    }

    private static Map<String, Counter> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Map<String, Counter> counters = new HashMap<>();
        int line = 0;
        for (int at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) {
            line++;
            String[] fields = text.substring(at, end).split(" ", -1);
            if (fields.length != 2 || !fields[1].matches("[0-9]{1,10}")) {
                throw new BadFileException(file, line, "must be: holder, one blank, ceiling");
            }
            long ceiling = Long.parseLong(fields[1]);
            counters.merge(fields[0], new Counter(ceiling), (old, now) -> old.ceiling > now.ceiling ? old : now);
        }
        return counters;
    }

    private static String line(String holder, long ceiling) {
        return holder + " " + ceiling + "\n";
    }

    private static void write(FileChannel channel, CharSequence lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }
}
