package io.wattle.ledger.state;

import io.wattle.ledger.book.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Things by name, in the order in which they came: a dozen bytes each where a linked map takes fifty. None is ever taken
 * away. For the ledger thread.
 */
public final class NamedTable<T> {
    private static final int FIRST_PLACES = 1 << 10;

    private final Function<T, String> name;
    private final List<T> all = new ArrayList<>();
    /** Open addressing: the number of a thing + 1 stands at the first free place from its name's hash on; 0 is free. */
    private int[] places = new int[FIRST_PLACES];

    NamedTable(Function<T, String> name) {
        this.name = name;
    }

    /** Null if none has that name. */
    @Nullable
    public T get(String wanted) {
        int at = places[place(wanted)];
        return at == 0 ? null : all.get(at - 1);
    }

    /** @throws IllegalStateException if there is one of that name */
    void add(T thing) {
        int place = place(name.apply(thing));
        if (places[place] != 0) {
            throw new IllegalStateException("there is one already: " + name.apply(thing));
        }
        all.add(thing);
        places[place] = all.size();
        if (all.size() >= places.length / 4 * 3) {
            grow();
        }
    }

    List<T> all() {
        return Collections.unmodifiableList(all);
    }

    private int place(String wanted) {
        int mask = places.length - 1;
        int place = Names.spread(wanted.hashCode()) & mask;
        while (places[place] != 0 && !name.apply(all.get(places[place] - 1)).equals(wanted)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        places = new int[Math.multiplyExact(places.length, 2)];
        for (int i = 0; i < all.size(); i++) {
            places[place(name.apply(all.get(i)))] = i + 1;
        }
    }
}
