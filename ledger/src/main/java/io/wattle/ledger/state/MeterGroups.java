package io.wattle.ledger.state;

import io.wattle.ledger.book.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The meters of each account, or at each location. Most have one, so a group is a row of meters of which each knows the
 * next, and costs no objects. For the ledger thread.
 */
public final class MeterGroups {
    private static final int FIRST_PLACES = 1 << 10;

    private final Function<MeterState, String> group;
    private final Function<MeterState, @Nullable MeterState> next;
    private final BiConsumer<MeterState, @Nullable MeterState> setNext;
    /** Open addressing: the newest meter of a group stands at the first free place from the group's hash on. */
    private @Nullable MeterState[] places = new MeterState[FIRST_PLACES];
    private int groups;

    /**
     * @param group name of the group that a meter is in, while it is in one
     * @param next where a meter keeps the one after it
     */
    MeterGroups(Function<MeterState, String> group, Function<MeterState, @Nullable MeterState> next,
            BiConsumer<MeterState, @Nullable MeterState> setNext) {
        this.group = group;
        this.next = next;
        this.setNext = setNext;
    }

    void add(MeterState meter) {
        int place = place(group.apply(meter));
        MeterState newest = places[place];
        setNext.accept(meter, newest);
        places[place] = meter;
        if (newest == null) {
            groups++;
            if (groups >= places.length / 4 * 3) {
                grow();
            }
        }
    }

    /** Before its group changes. */
    void remove(MeterState meter) {
        int place = place(group.apply(meter));
        MeterState at = places[place];
        MeterState after = next.apply(meter);
        setNext.accept(meter, null);
        if (at == meter) {
            places[place] = after;
            if (after == null) {
                groups--;
                close(place);
            }
            return;
        }
        while (at != null && next.apply(at) != meter) {
            at = next.apply(at);
        }
        if (at == null) {
            throw new IllegalStateException("meter " + meter.meter + " is not where it should be");
        }
        setNext.accept(at, after);
    }

    boolean has(String name) {
        return places[place(name)] != null;
    }

    void forEach(String name, Consumer<MeterState> each) {
        for (MeterState meter = places[place(name)]; meter != null; meter = next.apply(meter)) {
            each.accept(meter);
        }
    }

    /** Names of a group's meters, in order; at most so many. */
    List<String> names(String name, Predicate<MeterState> wanted, int max) {
        List<String> names = new ArrayList<>();
        for (MeterState meter = places[place(name)]; meter != null && names.size() < max; meter = next.apply(meter)) {
            if (wanted.test(meter)) {
                names.add(meter.meter);
            }
        }
        names.sort(null);
        return names;
    }

    /** Some meter of a group; null if there is none like it. */
    @Nullable
    public MeterState any(String name, Predicate<MeterState> wanted) {
        MeterState meter = places[place(name)];
        while (meter != null && !wanted.test(meter)) {
            meter = next.apply(meter);
        }
        return meter;
    }

    private int place(String name) {
        int place = home(name);
        MeterState found = places[place];
        while (found != null && !group.apply(found).equals(name)) {
            place = next(place);
            found = places[place];
        }
        return place;
    }

    /** Closes the gap, so that whoever was pushed past it is still found. */
    private void close(int gap) {
        int at = next(gap);
        MeterState moved = places[at];
        while (moved != null) {
            int home = home(group.apply(moved));
            boolean mayFill = gap <= at ? home <= gap || home > at : home <= gap && home > at;
            if (mayFill) {
                places[gap] = moved;
                places[at] = null;
                gap = at;
            }
            at = next(at);
            moved = places[at];
        }
    }

    private int home(String name) {
        return Names.spread(name.hashCode()) & (places.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }

    private void grow() {
        @Nullable
        MeterState[] before = places;
        places = new MeterState[Math.multiplyExact(before.length, 2)];
        for (MeterState newest : before) {
            if (newest != null) {
                places[place(group.apply(newest))] = newest;
            }
        }
    }
}
