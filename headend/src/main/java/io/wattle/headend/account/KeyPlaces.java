package io.wattle.headend.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongPredicate;

/** Where each key stands in the file, by a hash of whose it is: 16 to 43 bytes each and no objects. For one thread. */
final class KeyPlaces {
    private static final int FIRST_PLACES = 1 << 10;

    private long[] hashes = new long[FIRST_PLACES];
    /** Offsets in the file; no key stands at 0. */
    private long[] offsets = new long[FIRST_PLACES];
    private int count;

    int count() {
        return count;
    }

    static long hash(String subject) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(subject.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(long hash, long offset) {
        if (count >= hashes.length / 4 * 3) {
            grow();
        }
        put(hash, offset);
        count++;
    }

    /**
     * The offset of a key; -1 if there is none.
     *
     * @param isIt whether the key at an offset is really the one: two may have one hash
     */
    long find(long hash, LongPredicate isIt) {
        int mask = hashes.length - 1;
        int at = (int) hash & mask;
        while (offsets[at] != 0) {
            if (hashes[at] == hash && isIt.test(offsets[at])) {
                return offsets[at];
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    private void put(long hash, long offset) {
        int mask = hashes.length - 1;
        int at = (int) hash & mask;
        while (offsets[at] != 0) {
            at = (at + 1) & mask;
        }
        hashes[at] = hash;
        offsets[at] = offset;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldOffsets = offsets;
        hashes = new long[Math.multiplyExact(oldHashes.length, 2)];
        offsets = new long[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldOffsets[i] != 0) {
                put(oldHashes[i], oldOffsets[i]);
            }
        }
    }
}
