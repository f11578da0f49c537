package io.wattle.ledger.state;

import java.util.HashMap;
import java.util.Map;

/**
 * One and the same object for all values that are equal, where few different ones are shared by many. Beyond so many it
 * keeps no more of them. For the ledger thread.
 */
final class Shared<T> {
    private static final int KEPT_MAX = 10_000;

    private final Map<T, T> kept = new HashMap<>();

    T same(T value) {
        T known = kept.size() < KEPT_MAX ? kept.putIfAbsent(value, value) : kept.get(value);
        return known == null ? value : known;
    }
}
