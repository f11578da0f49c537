package io.wattle.simulator.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The memories of a whole fleet in one mapped file: a header and one slot per meter. What a meter kept is there after
 * the death of the process, however sudden; a power cut of the simulating machine itself is not provided for.
 *
 * <p>One process at a time. Slots are each used by their own meter; the rest is safe for use by many threads.
 */
public final class FleetMemory implements AutoCloseable {
    private final FileChannel channel;
    private final Arena arena;
    private final MemorySegment segment;
    private final List<MeterMemory> slots;

    private FleetMemory(FileChannel channel, Arena arena, MemorySegment segment, List<MeterMemory> slots) {
        this.channel = channel;
        this.arena = arena;
        this.segment = segment;
        this.slots = slots;
    }

    /**
     * Opens the fleet's memory, or makes a new one where there is no file.
     *
     * @throws FleetMemoryException if the file belongs to another fleet, is in use, or is damaged
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static FleetMemory open(Path file, FleetMark mark) {
        try {
            if (Files.notExists(file)) {
                create(file, mark);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return closedOnFailure(file, mark, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The time last seen by the fleet that the file belongs to; empty if there is no file, or none has run with it.
     *
     * @throws FleetMemoryException if the file is no fleet memory or its header is damaged
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Optional<Instant> timeLastSeen(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ); Arena arena = Arena.ofConfined()) {
            MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            FleetHeader.read(file, segment);
            return FleetHeader.timeLastSeen(segment);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The latest time of any state that was kept; empty for a new memory. */
    public Optional<Instant> timeLastSeen() {
        return FleetHeader.timeLastSeen(segment);
    }

    /** The memory of a meter, by its number in the fleet, from 0. */
    public MeterMemory slot(int number) {
        return slots.get(number);
    }

    /** Lets go of the file. A meter that keeps something afterwards fails with {@link IllegalStateException}. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
            closeChannel(channel);
        }
    }

    private static void create(Path file, FleetMark mark) throws IOException {
        // Made aside and moved: a file that bears the name is whole.
        Path begun = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(begun, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(FleetHeader.create(mark)));
            channel.write(ByteBuffer.allocate(1), fileBytes(mark) - 1);
            channel.force(true);
        }
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FleetMemory closedOnFailure(Path file, FleetMark mark, FileChannel channel) throws IOException {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            lock(file, channel);
            MemorySegment segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
            check(file, mark, segment);
            FleetMemory memory = new FleetMemory(channel, arena, segment, slots(file, mark, segment));
            opened = true;
            return memory;
        } finally {
            if (!opened) {
                arena.close();
                closeChannel(channel);
            }
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            @Nullable
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new FleetMemoryException(file, "is in use by another process");
            }
        } catch (OverlappingFileLockException e) {
            throw new FleetMemoryException(file, "is in use by this process", e);
        }
    }

    private static void check(Path file, FleetMark wanted, MemorySegment segment) {
        FleetMark found = FleetHeader.read(file, segment);
        if (!found.equals(wanted)) {
            throw new FleetMemoryException(file,
                    "belongs to a fleet with " + found.words() + "; this one has " + wanted.words());
        }
        if (segment.byteSize() != fileBytes(wanted)) {
            throw new FleetMemoryException(file,
                    "has " + segment.byteSize() + " bytes, needs " + fileBytes(wanted));
        }
    }

    private static List<MeterMemory> slots(Path file, FleetMark mark, MemorySegment segment) {
        List<MeterMemory> slots = new ArrayList<>(mark.meters());
        for (int number = 0; number < mark.meters(); number++) {
            MemorySegment slot = segment.asSlice(slotAt(mark, number), FleetSlot.slotBytes(mark.stateBytes()));
            try {
                slots.add(new FleetSlot(slot, timeMs -> FleetHeader.timeSeen(segment, timeMs)));
            } catch (IllegalStateException e) {
                throw new FleetMemoryException(file, "slot " + number + " is damaged: " + e.getMessage(), e);
            }
        }
        return slots;
    }

    private static long slotAt(FleetMark mark, int number) {
        return FleetHeader.HEADER_BYTES + (long) number * FleetSlot.slotBytes(mark.stateBytes());
    }

    private static long fileBytes(FleetMark mark) {
        return slotAt(mark, mark.meters());
    }

    private static void closeChannel(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
