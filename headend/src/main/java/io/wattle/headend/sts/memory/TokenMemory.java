package io.wattle.headend.sts.memory;

import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.sts.keystore.SealingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results by message id, on disk in a folder that one process has. The newest {@code resultsMin} are always there, and
 * never more than twice as many: two files, of which the older one is deleted when the newer one is full. In memory there
 * is a hash and a place of each, about 100 bytes.
 *
 * <p>Safe for use by many threads. Those that keep results at the same time are forced together by one of them.
 */
public final class TokenMemory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenMemory.class);
    private static final String NAMES = "tokens-[0-9]{6,}\\.memory";
    private static final int WAITING_MAX = 4_096;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;
    private final SealingKey key;
    private final int resultsMin;
    private final FileChannel lockFile;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below are guarded by the lock; but for the one thread that writes, which has the files to itself.
    private final Map<IdHash, Place> index = new HashMap<>();
    private final List<MemoryFile> files = new ArrayList<>(); // the older one first
    private List<Remembered> waiting = new ArrayList<>();
    private long lastTicket;
    private long doneTicket;
    private boolean writing;
    private boolean broken;

    private record Place(MemoryFile file, long offset) {}

    private TokenMemory(Path folder, SealingKey key, int resultsMin, FileChannel lockFile) {
        this.folder = folder;
        this.key = key;
        this.resultsMin = resultsMin;
        this.lockFile = lockFile;
    }

    /**
     * Opens the folder, or makes it.
     *
     * @param key what records are sealed with; stays the caller's, and open as long as this is
     * @param resultsMin how many results are remembered at least, at least 1
     * @throws MemoryException if another process has it, if it is damaged, or if it belongs to another keystore
     */
    public static TokenMemory open(Path folder, SealingKey key, int resultsMin) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile = FileChannel.open(folder.resolve("memory.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            TokenMemory memory = new TokenMemory(folder, key, resultsMin, lockFile);
            try {
                memory.lockFolder();
                memory.readFiles();
                return memory;
            } catch (IOException | RuntimeException bad) {
                memory.close();
                throw bad;
            }
        } catch (IOException e) {
            throw new MemoryException("the memory of tokens in " + folder + " cannot be opened: " + e);
        }
    }

    /**
     * The result for a message id, if it is remembered.
     *
     * @throws MemoryException if it is, and cannot be read
     */
    Optional<Remembered> find(String messageId) {
        lock.lock();
        try {
            Place place = index.get(IdHash.of(messageId));
            return place == null
                    ? Optional.empty()
                    : Optional.of(place.file.read(place.offset)).filter(one -> one.messageId().equals(messageId));
        } catch (IOException e) {
            throw new MemoryException("the memory of tokens cannot be read: " + e);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a write has failed: from then on nothing can be kept until the next start. */
    boolean isBroken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /** Results remembered now. */
    public int size() {
        lock.lock();
        try {
            return index.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps a result; it is on disk when this returns.
     *
     * @throws MemoryException if it could not be kept, or not in time: it must not be shown then
     */
    void keep(Remembered result) {
        lock.lock();
        try {
            if (broken || waiting.size() == WAITING_MAX) {
                throw new MemoryException("the memory of tokens cannot be written, or has too many waiting");
            }
            waiting.add(result);
            long ticket = ++lastTicket;
            long deadline = System.nanoTime() + PATIENCE_NS;
            while (doneTicket < ticket && !broken) {
                if (writing) {
                    if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                        throw new MemoryException("the disk of the memory of tokens does not answer");
                    }
                } else {
                    writeWaiting();
                }
            }
            if (doneTicket < ticket) {
                throw new MemoryException("the memory of tokens cannot be written; mend the disk and start again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemoryException("interrupted while a result was being kept");
        } finally {
            lock.unlock();
        }
    }

    /** Closes the files; the key stays open. */
    @Override
    public void close() {
        lock.lock();
        try {
            broken = true;
            for (MemoryFile file : files) {
                file.close();
            }
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that waits to disk, without the lock while it does; others may line up meanwhile. */
    private void writeWaiting() {
        List<Remembered> batch = waiting;
        long upTo = lastTicket;
        waiting = new ArrayList<>();
        writing = true;
        boolean good = false;
        List<Map.Entry<IdHash, Long>> places = List.of();
        try {
            if (newest().records() >= resultsMin) {
                beginNext(); // with the lock: readers must not find a file that is being deleted
            }
            lock.unlock();
            try {
                places = newest().append(batch);
                good = true;
            } finally {
                lock.lock();
            }
        } catch (IOException e) {
            LOG.error("the memory of tokens cannot be written; no token is given out any more: {}", e.toString());
        } finally {
            writing = false;
            broken |= !good;
            if (good) {
                MemoryFile file = newest();
                places.forEach(place -> index.put(place.getKey(), new Place(file, place.getValue())));
                doneTicket = upTo;
            }
            changed.signalAll();
        }
    }

    private MemoryFile newest() {
        return files.getLast();
    }

    private void beginNext() throws IOException {
        long generation = newest().generation() + 1;
        files.add(MemoryFile.create(path(generation), generation, key));
        while (files.size() > 2) {
            forget(files.removeFirst());
        }
    }

    private void forget(MemoryFile oldest) throws IOException {
        index.values().removeIf(place -> place.file == oldest);
        oldest.delete();
    }

    private void lockFolder() throws IOException {
        try {
            if (lockFile.tryLock() == null) {
                throw new MemoryException("another process has the memory of tokens in " + folder);
            }
        } catch (java.nio.channels.OverlappingFileLockException e) {
            throw new MemoryException("this process has the memory of tokens in " + folder + " open already");
        }
    }

    private void readFiles() throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = new ArrayList<>(all.filter(path -> path.getFileName().toString().matches(NAMES)).sorted().toList());
        }
        if (!found.isEmpty() && MemoryFile.isUnborn(found.getLast())) {
            Files.delete(found.removeLast());
        }
        while (found.size() > 2) {
            Files.delete(found.removeFirst());
        }
        for (Path path : found) {
            read(path);
        }
        if (files.isEmpty()) {
            files.add(MemoryFile.create(path(1), 1, key));
        }
        OwnerOnlyFile.forceFolderOf(newestPath());
    }

    private void read(Path path) throws IOException {
        long generation = Long.parseLong(path.getFileName().toString().replaceAll("\\D", ""));
        Map<IdHash, Long> places = new HashMap<>();
        MemoryFile file = MemoryFile.open(path, generation, key, places::put);
        files.add(file);
        places.forEach((id, offset) -> index.put(id, new Place(file, offset)));
    }

    private Path newestPath() {
        return path(newest().generation());
    }

    private Path path(long generation) {
        return folder.resolve(String.format(Locale.ROOT, "tokens-%06d.memory", generation));
    }
}
