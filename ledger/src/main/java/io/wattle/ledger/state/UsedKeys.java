package io.wattle.ledger.state;

import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Idempotency keys that were used, oldest first, each with what it was used for. For the ledger thread.
 *
 * <p>A city pays some ten million times in the time that keys are kept, so a key costs no objects: 48 bytes in a row of
 * numbers, and 16 to 32 in the index by which it is found.
 *
 * <pre>
 *   row:   key (2 longs)  contents (2 longs)  sequence  second of use        rows of one chunk lie side by side
 *   index: row + 1, at the place that the key names or the next free one after it; 0 is free
 * </pre>
 */
public final class UsedKeys {
    private static final int ROW_LONGS = 6;
    private static final int CHUNK_ROWS = 4_096;
    private static final int INDEX_MIN = 64;

    private final Fingerprints fingerprints = new Fingerprints();
    private final List<long[]> chunks = new ArrayList<>();
    private long[] index = new long[INDEX_MIN];
    /** Row of the oldest key that is known. */
    private long firstRow;
    /** Row of the next key. */
    private long nextRow;
    /** The key that was looked for last; one that is new is used at once. */
    private String lastKey = "";
    private Fingerprint lastPrint = fingerprints.of(lastKey);

    /** What is to become of a command with this key; empty when the key is new. */
    public Optional<Decision> decide(String key, String[] contents) {
        long row = index[place(print(key))] - 1;
        if (row < 0) {
            return Optional.empty();
        }
        long sequence = get(row, 4);
        Fingerprint now = fingerprints.of(contents);
        return Optional.of(get(row, 2) == now.first() && get(row, 3) == now.second()
                ? new Repeat(sequence)
                : new Refuse(Refusal.KEY_USED_FOR_OTHER_CONTENTS, "key", "the key was used in entry " + sequence
                        + " for other contents; take a new key for something new"));
    }

    /**
     * Keeps a key.
     *
     * @throws IllegalStateException if it is known already
     */
    void use(String key, String[] contents, long sequence, Instant time) {
        Fingerprint of = print(key);
        if (index[place(of)] != 0) {
            throw new IllegalStateException("the idempotency key of entry " + sequence + " was used before");
        }
        Fingerprint says = fingerprints.of(contents);
        append(of.first(), of.second(), says.first(), says.second(), sequence, time.getEpochSecond());
    }

    /** How many are known. */
    public int size() {
        return Math.toIntExact(nextRow - firstRow);
    }

    /** How many of the oldest were used before an instant; stops counting at the maximum. */
    public int countBefore(Instant before, int max) {
        int count = 0;
        while (count < max && count < size() && get(firstRow + count, 5) < before.getEpochSecond()) {
            count++;
        }
        return count;
    }

    /**
     * Forgets so many of the oldest.
     *
     * @throws IllegalStateException if they are not all older than the instant
     */
    void forget(int count, Instant before) {
        if (countBefore(before, count) != count) {
            throw new IllegalStateException("not so many keys were used before " + before + ": " + count);
        }
        for (int i = 0; i < count; i++) {
            free(place(get(firstRow, 0), get(firstRow, 1)));
            firstRow++;
            if (firstRow % CHUNK_ROWS == 0) {
                chunks.removeFirst();
            }
        }
    }

    /** Shows every row, oldest first, as six numbers. */
    void forEachRow(Consumer<long[]> rows) {
        for (long row = firstRow; row < nextRow; row++) {
            rows.accept(Arrays.copyOfRange(chunk(row), offset(row), offset(row) + ROW_LONGS));
        }
    }

    /** Puts a row back that {@link #forEachRow} showed, in the same order. */
    void restore(long[] row) {
        append(row);
    }

    private Fingerprint print(String key) {
        if (!key.equals(lastKey)) {
            lastPrint = fingerprints.of(key);
            lastKey = key;
        }
        return lastPrint;
    }

    private void append(long... row) {
        if (2L * (size() + 1) > index.length) {
            grow();
        }
        if (nextRow % CHUNK_ROWS == 0) {
            chunks.add(new long[CHUNK_ROWS * ROW_LONGS]);
        }
        System.arraycopy(row, 0, chunk(nextRow), offset(nextRow), ROW_LONGS);
        index[place(row[0], row[1])] = nextRow + 1;
        nextRow++;
    }

    private void grow() {
        index = new long[Math.multiplyExact(index.length, 2)];
        for (long row = firstRow; row < nextRow; row++) {
            index[place(get(row, 0), get(row, 1))] = row + 1;
        }
    }

    private int place(Fingerprint key) {
        return place(key.first(), key.second());
    }

    /** Where the key is, or would be. */
    private int place(long first, long second) {
        int at = home(first);
        while (index[at] != 0 && !isOf(index[at] - 1, first, second)) {
            at = next(at);
        }
        return at;
    }

    /** Closes the gap, so that whoever was pushed past it is still found. */
    private void free(int gap) {
        index[gap] = 0;
        for (int at = next(gap); index[at] != 0; at = next(at)) {
            int home = home(get(index[at] - 1, 0));
            boolean mayFill = gap <= at ? home <= gap || home > at : home <= gap && home > at;
            if (mayFill) {
                index[gap] = index[at];
                index[at] = 0;
                gap = at;
            }
        }
    }

    private int home(long first) {
        return (int) first & (index.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (index.length - 1);
    }

    private boolean isOf(long row, long first, long second) {
        return get(row, 0) == first && get(row, 1) == second;
    }

    private long get(long row, int field) {
        return chunk(row)[offset(row) + field];
    }

    private long[] chunk(long row) {
        return chunks.get((int) (row / CHUNK_ROWS - firstRow / CHUNK_ROWS));
    }

    private static int offset(long row) {
        return (int) (row % CHUNK_ROWS) * ROW_LONGS;
    }
}
