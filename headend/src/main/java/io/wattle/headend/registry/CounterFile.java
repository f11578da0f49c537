package io.wattle.headend.registry;

import io.wattle.protocols.dlms.InvocationCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
 * Invocation counters that outlive the process, and the client's system title that they are half of a nonce with. The
 * title is drawn when the file is made: whoever loses the file loses the title too, and repeats no nonce.
 *
 * <p>The first line is {@code client-title} and 16 hex digits, the second {@code keys-from} and a number; then, a line
 * each, {@code holder ceiling}: every number below the ceiling may have been used. A holder is a meter's serial number
 * and client, with a slash between; or {@code key-} and the name of a domain of nonces, whose numbers are given once,
 * whoever shares the key. A domain that has no line yet begins at {@code keys-from}: files of before have holders only,
 * of which some may have shared a key, so it is above all of theirs. A line is forced to disk before any number under it is handed out; what a crash
 * leaves unused is skipped. After a write that failed nothing is handed out any more. One thread owns all of it and
 * forces many reservations together.
 */
public final class CounterFile implements InvocationCounters, AutoCloseable {
    static final long COUNTER_MAX = 0xFFFF_FFFFL;
    /** Three quarters of all: what is left is a billion numbers, time enough for new keys. */
    static final long WARNED_FROM = COUNTER_MAX / 4 * 3;
    /** Numbers reserved beyond what was asked, so that a meter costs one forced write in many conversations. */
    private static final int AHEAD = 1_024;
    private static final int LOOK = -1;
    private static final int WAITING_MAX = 65_536;
    private static final String DOMAIN = "key-"; // no meter and client: there is no slash

    private final Path file;
    private CounterLog log;
    private final FileChannel hold;
    private final CounterContents contents;
    private final Map<String, CounterContents.Counter> counters;
    private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread = Thread.ofPlatform().name("counters").daemon().unstarted(this::run);
    private final CounterWatch watch;
    private volatile boolean closed;
    private boolean broken;

    /** A reservation (count above zero), a raise (count zero), or a {@link #LOOK}. */
    private record Request(String holder, String nonces, int count, long raiseTo,
            CompletableFuture<OptionalLong> answer) {}

    /** A request and what it will be answered once the batch is on disk. */
    private record Decided(Request request, OptionalLong answer) {}

    private CounterFile(Path file, CounterLog log, FileChannel hold, CounterContents contents, CounterWatch watch) {
        this.file = file;
        this.log = log;
        this.hold = hold;
        this.watch = watch;
        this.contents = contents;
        this.counters = contents.counters();
    }

    /**
     * Opens the file, or makes it. A last line that a crash left half written is dropped: nothing under it was handed
     * out.
     *
     * @throws BadFileException if it is damaged elsewhere, or somebody has it: two would hand out the same numbers
     */
    public static CounterFile open(Path file) {
        return open(file, (_, _, _) -> {
        });
    }

    /**
     * The same, and somebody is told while numbers are left but few.
     *
     * @param watch called by the thread of the counters, once the reservation is on disk
     */
    public static CounterFile open(Path file, CounterWatch watch) {
        try {
            FileChannel hold = FileHold.take(file)
                    .orElseThrow(() -> new BadFileException(file, 0,
                            "is in use by another process, which has locked " + FileHold.beside(file)));
            return open(file, hold, watch);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be opened: " + e);
        }
    }

    private static CounterFile open(Path file, FileChannel hold, CounterWatch watch) throws IOException {
        CounterFile opened = null;
        try {
            CounterContents contents = Files.exists(file)
                    ? CounterContents.read(file)
                    : new CounterContents(newClientTitle(), 0, new HashMap<>());
            opened = new CounterFile(file, CounterLog.create(file, contents), hold, contents, watch);
            opened.thread.start();
            return opened;
        } finally {
            if (opened == null) {
                hold.close();
            }
        }
    }

    /** A title that nobody else has: the maker's letters WTL and five random bytes. */
    public static byte[] newClientTitle() {
        byte[] title = new byte[8];
        new SecureRandom().nextBytes(title);
        title[0] = 'W';
        title[1] = 'T';
        title[2] = 'L';
        return title;
    }

    /** The system title that belongs to these counters, 8 bytes. */
    public byte[] clientTitle() {
        return contents.clientTitle().clone();
    }

    @Override
    public CompletableFuture<OptionalLong> reserve(String holder, String nonces, int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("count must be above zero, was: " + count);
        }
        return enqueue(new Request(holder, nonces, count, 0, new CompletableFuture<>()));
    }

    @Override
    public CompletableFuture<OptionalLong> least(String holder) {
        return enqueue(new Request(holder, "", LOOK, 0, new CompletableFuture<>()));
    }

    @Override
    public CompletableFuture<Void> raise(String holder, long next) {
        return enqueue(new Request(holder, "", 0, next, new CompletableFuture<>())).thenAccept(_ -> {
        });
    }

    /** Finishes what is waiting and closes the file. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            log.close();
            hold.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<OptionalLong> enqueue(Request request) {
        if (!request.holder().matches("\\S+/\\S+") || !request.nonces().matches("\\w*")) {
            throw new IllegalArgumentException("holder must be SERIAL/CLIENT, without blanks; nonces a word");
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
            log.add(lines);
            decided.forEach(this::tell);
            if (log.hasGrown()) {
                CounterLog grown = log;
                log = CounterLog.create(file, contents); // what is in memory is what is on disk
                grown.close();
            }
        } catch (IOException e) {
            // What is in memory is now ahead of the disk: to go on would hand the same numbers out after a restart.
            broken = true;
            decided.forEach(one -> one.request().answer().completeExceptionally(e));
        }
    }

    private void tell(Decided one) {
        Request request = one.request();
        request.answer().complete(one.answer());
        if (request.count() > 0 && one.answer().isPresent()) {
            long end = one.answer().getAsLong() + request.count();
            if (end >= WARNED_FROM) {
                watch.nearlyUsedUp(request.holder(), request.nonces(), COUNTER_MAX - end);
            }
        }
    }

    private OptionalLong decide(Request request, StringBuilder lines) {
        if (broken) {
            throw new IllegalStateException("the file of invocation counters could not be written; mend the disk and"
                    + " start again");
        }
        CounterContents.Counter counter = counters.get(request.holder());
        if (request.count() == 0) {
            raise(request, counter, lines);
            return OptionalLong.empty();
        }
        if (counter == null) {
            return OptionalLong.empty();
        }
        if (request.count() == LOOK) {
            return OptionalLong.of(counter.next);
        }
        CounterContents.Counter domain = counters.computeIfAbsent(DOMAIN + request.nonces(),
                _ -> new CounterContents.Counter(contents.keysFrom()));
        long first = Math.max(counter.next, domain.next);
        long end = first + request.count();
        if (end > COUNTER_MAX) {
            throw new IllegalStateException("the invocation counter of " + request.holder()
                    + " is used up; the meter needs new keys");
        }
        use(counter, request.holder(), end, lines);
        use(domain, DOMAIN + request.nonces(), end, lines);
        return OptionalLong.of(first);
    }

    private static void use(CounterContents.Counter counter, String name, long end, StringBuilder lines) {
        counter.next = end;
        if (end > counter.ceiling) {
            counter.ceiling = Math.min(COUNTER_MAX, end + AHEAD);
            lines.append(CounterLog.line(name, counter.ceiling));
        }
    }

    private void raise(Request request, CounterContents.@Nullable Counter counter, StringBuilder lines) {
        if (counter == null) {
            counters.put(request.holder(), new CounterContents.Counter(request.raiseTo()));
            lines.append(CounterLog.line(request.holder(), request.raiseTo()));
        } else if (counter.next < request.raiseTo()) {
            counter.next = request.raiseTo();
            counter.ceiling = Math.max(counter.ceiling, counter.next);
            lines.append(CounterLog.line(request.holder(), counter.ceiling));
        }
    }
}
