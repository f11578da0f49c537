package io.wattle.headend.cli.verb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which names were seen, by 64 bits of their SHA-256: millions of them in a few megabytes. For one thread. */
final class SeenNames {
    private long[] places = new long[1 << 10];
    private int count;

    void add(String name) {
        if (count >= places.length / 4 * 3) {
            grow();
        }
        put(hash(name));
    }

    boolean has(String name) {
        long hash = hash(name);
        int at = place(hash);
        return places[at] == hash;
    }

    private void put(long hash) {
        int at = place(hash);
        if (places[at] != hash) {
            places[at] = hash;
            count++;
        }
    }

    private int place(long hash) {
        int mask = places.length - 1;
        int at = (int) hash & mask;
        while (places[at] != 0 && places[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = places;
        places = new long[Math.multiplyExact(before.length, 2)];
        count = 0;
        for (long hash : before) {
            if (hash != 0) {
                put(hash);
            }
        }
    }

    private static long hash(String name) {
        try {
            long hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
            return hash == 0 ? 1 : hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
