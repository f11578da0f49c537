package io.wattle.headend.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** How long the disk itself takes to make one small write durable, one after the other, by one thread. */
final class ForceLatency {
    /** A page: less is not written. */
    private static final int WRITE_BYTES = 4096;
    private static final int FILE_MIB = 64;

    private ForceLatency() {}

    /** Writes and forces in a new file, which is removed; times in nanoseconds. */
    static Histogram measure(Path path, long durationNs) {
        Histogram times = Histograms.create();
        try (DiskFile file = DiskFile.create(path, FILE_MIB)) {
            ByteBuffer page = ByteBuffer.allocateDirect(WRITE_BYTES);
            long began = System.nanoTime();
            long before = began;
            while (before - began < durationNs) {
                file.append(page.clear());
                long now = System.nanoTime();
                times.recordValue(Math.min(now - before, Histograms.HIGHEST_NS));
                before = now;
            }
        } finally {
            Scratch.remove(path);
        }
        return times;
    }
}
