package io.wattle.ledger.state;

import io.wattle.ledger.book.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meters by name, in the order in which they were registered: a dozen bytes each where a linked map takes fifty. None
 * is ever taken away. For the ledger thread.
 */
public final class MeterTable {
    private static final int FIRST_PLACES = 1 << 10;

    private final List<MeterState> all = new ArrayList<>();
    /** Open addressing: a meter stands at the first free place from its name's hash on. */
    private @Nullable MeterState[] places = new MeterState[FIRST_PLACES];

    /** Null if none has that name. */
    @Nullable
    public MeterState get(String name) {
        return places[place(name)];
    }

    /** False if there is one of that name: then nothing was changed. */
    boolean putIfAbsent(MeterState meter) {
        int place = place(meter.meter);
        if (places[place] != null) {
            return false;
        }
        places[place] = meter;
        all.add(meter);
        if (all.size() >= places.length / 4 * 3) {
            grow();
        }
        return true;
    }

    List<MeterState> all() {
        return Collections.unmodifiableList(all);
    }

    private int place(String name) {
        int mask = places.length - 1;
        int place = Names.spread(name.hashCode()) & mask;
        MeterState found = places[place];
        while (found != null && !found.meter.equals(name)) {
            place = (place + 1) & mask;
            found = places[place];
        }
        return place;
    }

    private void grow() {
        places = new MeterState[Math.multiplyExact(places.length, 2)];
        all.forEach(meter -> places[place(meter.meter)] = meter);
    }
}
