package io.wattle.ledger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A disk in memory that fails as disks and computers do, and the real journal on it: at a power cut it keeps what was
 * forced and some, torn and in any order, of what was not; it can refuse a force, be full, or lie. Everything random comes
 * from the seed. For one thread, and any thread that reads.
 */
public final class FaultyDisk {
    /** The power went. Thrown by whatever the journal was about to do. */
    private static final String CUT = "the power was cut";

    private final Random random;
    private final long segmentBytesMax;
    private final TreeMap<Integer, FaultyFile> segments = new TreeMap<>();
    private JournalAnchor markShown = JournalAnchor.NONE;
    private JournalAnchor markOnDevice = JournalAnchor.NONE;
    private long usableBytes = Long.MAX_VALUE;
    private long operationsLeft = Long.MAX_VALUE;
    private long forcesLeft = Long.MAX_VALUE;
    private boolean lying;
    /** Journals of a process that is gone can do nothing any more. */
    private int process;

    /** A disk whose segments end at 1 MiB: what is the least for real ones too. */
    public FaultyDisk(long seed) {
        this(seed, 1 << 20);
    }

    FaultyDisk(long seed, long segmentBytesMax) {
        this.random = new Random(seed);
        this.segmentBytesMax = segmentBytesMax;
    }

    /** Starts a process on what the disk holds. The one before must have been closed, killed or cut. */
    public Journal open() {
        return open(Optional.empty(), frame -> {
        });
    }

    /** The same from a place on. */
    public Journal open(JournalPlace from, Consumer<JournalFrame> replay) {
        return open(Optional.of(from), replay);
    }

    /** Whether the journal on the disk holds a place. */
    public synchronized boolean holds(JournalPlace place) {
        try {
            return HeldPlaces.isHeld(new Mount(), place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Journal open(Optional<JournalPlace> from, Consumer<JournalFrame> replay) {
        kill();
        JournalConfig config = new JournalConfig(Path.of("faulty"), 16 << 20, Math.max(1 << 20, segmentBytesMax));
        try {
            return SegmentedJournal.open(new Mount(), config, from, replay);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the journal on the faulty disk", e);
        }
    }

    /** The process ends in the middle of whatever it does; the computer goes on, so what was written stays. */
    public synchronized void kill() {
        process++;
        steady();
    }

    /** What was to fail later does not. */
    public synchronized void steady() {
        operationsLeft = Long.MAX_VALUE;
        forcesLeft = Long.MAX_VALUE;
    }

    /** The power goes and comes back. */
    public synchronized void cutPower() {
        kill();
        segments.values().forEach(file -> file.cut(random));
        markShown = random.nextBoolean() ? markShown : markOnDevice;
        markOnDevice = markShown;
    }

    /** The power goes after so many more writes and forces of the journal; whatever it does then fails. */
    public synchronized void cutPowerAfter(long operations) {
        operationsLeft = operations;
    }

    /** After so many good forces one fails, once, and nobody knows what of the writes before it reached the device. */
    public synchronized void failForceAfter(long forces) {
        forcesLeft = forces;
    }

    /** So much room is left. */
    public synchronized void usableBytes(long bytes) {
        usableBytes = bytes;
    }

    /** From now on every force returns well and does nothing: what a test must find out. */
    public synchronized void lie() {
        lying = true;
    }

    /** Changes one bit somewhere in what is written of a segment. Returns what changes it back. */
    public synchronized Runnable flipBit(int segment) {
        FaultyFile file = segments.get(segment);
        if (file == null || file.length() == 0) {
            throw new IllegalArgumentException("nothing is written in segment " + segment);
        }
        int offset = random.nextInt(file.length());
        int bit = random.nextInt(8);
        file.flip(offset, bit);
        return () -> flip(file, offset, bit);
    }

    private synchronized void flip(FaultyFile file, int offset, int bit) {
        file.flip(offset, bit);
    }

    private void force(FaultyFile file) throws IOException {
        step();
        if (forcesLeft-- == 0) {
            forcesLeft = Long.MAX_VALUE;
            file.cut(random);
            throw new IOException("the device did not take it");
        }
        if (!lying) {
            file.force();
        }
    }

    private void step() throws IOException {
        if (operationsLeft-- <= 0) {
            cutPower();
            throw new IOException(CUT);
        }
    }

    /** The disk as one process has it. */
    private final class Mount implements JournalDisk {
        private final int owner = process;

        private void use() throws IOException {
            if (owner != process) {
                throw new IOException("this process is gone");
            }
        }

        @Override
        public SegmentWriter create(int segment) throws IOException {
            synchronized (FaultyDisk.this) {
                use();
                step();
                if (segments.containsKey(segment)) {
                    throw new IOException("there already: " + Segments.name(segment));
                }
                FaultyFile file = new FaultyFile();
                segments.put(segment, file);
                return new Appender(this, file);
            }
        }

        @Override
        public void force(int segment) throws IOException {
            synchronized (FaultyDisk.this) {
                use();
                FaultyFile file = segments.get(segment);
                if (file != null) {
                    FaultyDisk.this.force(file);
                }
            }
        }

        @Override
        public void mark(JournalAnchor mark) throws IOException {
            synchronized (FaultyDisk.this) {
                use();
                step();
                markShown = mark;
            }
        }

        @Override
        public void forceMark() throws IOException {
            synchronized (FaultyDisk.this) {
                use();
                step();
                markOnDevice = lying ? markOnDevice : markShown;
            }
        }

        @Override
        public long usableBytes() {
            synchronized (FaultyDisk.this) {
                return usableBytes;
            }
        }

        @Override
        public String name() {
            return "a faulty disk";
        }

        @Override
        public JournalPlace beginning() {
            return JournalPlace.START;
        }

        @Override
        public Optional<JournalAnchor> mark() {
            synchronized (FaultyDisk.this) {
                return Optional.of(markShown);
            }
        }

        @Override
        public int last() {
            synchronized (FaultyDisk.this) {
                return segments.isEmpty() ? 0 : segments.lastKey();
            }
        }

        @Override
        public boolean has(int segment) {
            synchronized (FaultyDisk.this) {
                return segments.containsKey(segment);
            }
        }

        @Override
        public Optional<SegmentBytes> open(int segment) {
            synchronized (FaultyDisk.this) {
                return Optional.ofNullable(segments.get(segment)).map(Reader::new);
            }
        }

        @Override
        public void close() {}
    }

    private final class Reader implements SegmentBytes {
        private final FaultyFile file;

        Reader(FaultyFile file) {
            this.file = file;
        }

        @Override
        public int read(long offset, byte[] into, int at, int length) {
            synchronized (FaultyDisk.this) {
                return file.read(offset, into, at, length);
            }
        }

        @Override
        public void close() {}
    }

    /** Lays frames out as the container does: a length, little-endian, and a multiple of four bytes. */
    private final class Appender implements SegmentWriter {
        private final Mount mount;
        private final FaultyFile file;

        Appender(Mount mount, FaultyFile file) {
            this.mount = mount;
            this.file = file;
        }

        @Override
        public long write(byte[] frame, int length) throws IOException {
            synchronized (FaultyDisk.this) {
                mount.use();
                if (usableBytes < length) {
                    throw new DiskFull(mount.name(), usableBytes, length);
                }
                step();
                byte[] document = ByteBuffer.allocate((int) Frames.aligned(Frames.DOCUMENT_HEADER_BYTES + length))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(length)
                        .put(Arrays.copyOf(frame, length))
                        .array();
                file.write(file.length(), document);
                return file.length();
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyDisk.this) {
                mount.use();
                FaultyDisk.this.force(file);
            }
        }

        @Override
        public void close() {}
    }
}
