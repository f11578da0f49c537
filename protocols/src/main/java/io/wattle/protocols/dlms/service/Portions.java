package io.wattle.protocols.dlms.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts lists of references into requests that fit what was negotiated. Pure. */
public final class Portions {
    /** Few meters take more references at once, however long a PDU they take. */
    public static final int REFERENCES_MAX = 20;

    private static final int HEAD_BYTES = 4; // tag, kind, invoke id, count

    private Portions() {}

    /**
     * The items in their order, in as few lists as may be; one that is too long by itself stands alone.
     *
     * @param bytesMax longest request, before protection
     * @param bytes that an item takes
     */
    public static <T> List<List<T>> of(List<T> items, int bytesMax, ToIntFunction<T> bytes) {
        List<List<T>> portions = new ArrayList<>();
        List<T> open = new ArrayList<>();
        int used = HEAD_BYTES;
        for (T item : items) {
            int needed = bytes.applyAsInt(item);
            if (!open.isEmpty() && (used + needed > bytesMax || open.size() == REFERENCES_MAX)) {
                portions.add(List.copyOf(open));
                open.clear();
                used = HEAD_BYTES;
            }
            open.add(item);
            used += needed;
        }
        if (!open.isEmpty()) {
            portions.add(List.copyOf(open));
        }
        return List.copyOf(portions);
    }
}
