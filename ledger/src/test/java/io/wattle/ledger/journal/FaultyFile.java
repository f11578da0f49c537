package io.wattle.ledger.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One file of a {@link FaultyDisk}: what the system shows, what the device has, and what lies between. */
final class FaultyFile {
    /** The device writes a sector as a whole or not at all. */
    private static final int SECTOR_BYTES = 512;

    private record Write(int offset, byte[] bytes) {}

    private final List<Write> unforced = new ArrayList<>();
    private byte[] shown = new byte[0];
    private byte[] device = new byte[0];

    int length() {
        return shown.length;
    }

    int read(long offset, byte[] into, int at, int length) {
        int count = (int) Math.min(length, shown.length - offset);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(shown, (int) offset, into, at, count);
        return count;
    }

    void write(int offset, byte[] bytes) {
        shown = with(shown, offset, bytes, 0, bytes.length);
        unforced.add(new Write(offset, bytes.clone()));
    }

    void force() {
        device = shown.clone();
        unforced.clear();
    }

    /** What was written and not forced reaches the device in part: each sector or not, in no order. */
    void cut(Random random) {
        int keptPercent = random.nextInt(3) * 50; // nothing, about half, everything: the ends are the likely ones
        for (Write write : unforced) {
            for (int at = 0; at < write.bytes().length;) {
                int length = Math.min(SECTOR_BYTES - (write.offset() + at) % SECTOR_BYTES, write.bytes().length - at);
                if (random.nextInt(100) < keptPercent) {
                    device = with(device, write.offset() + at, write.bytes(), at, length);
                }
                at += length;
            }
        }
        shown = device.clone();
        unforced.clear();
    }

    void flip(int offset, int bit) {
        shown[offset] ^= (byte) (1 << bit);
        if (offset < device.length) {
            device[offset] ^= (byte) (1 << bit);
        }
    }

    private static byte[] with(byte[] file, int offset, byte[] bytes, int from, int length) {
        byte[] written = Arrays.copyOf(file, Math.max(file.length, offset + length));
        System.arraycopy(bytes, from, written, offset, length);
        return written;
    }
}
