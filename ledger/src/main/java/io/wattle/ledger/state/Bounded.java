package io.wattle.ledger.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Short lists that are replaced and never changed, so that the many meters that have none share the empty one. */
final class Bounded {

    private Bounded() {}

    /** With one more at the end; the oldest goes if there are too many. */
    static <T> List<T> add(List<T> list, T last, int max) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer.subList(Math.max(0, longer.size() - max), longer.size()));
    }

    /** Without those. */
    static <T> List<T> without(List<T> list, Predicate<T> those) {
        return list.isEmpty() ? list : list.stream().filter(those.negate()).toList();
    }
}
