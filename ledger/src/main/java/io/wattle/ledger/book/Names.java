package io.wattle.ledger.book;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One and the same string for each name. A meter's name stands in its state and in five accounts; read from a journal or a
 * snapshot it would be five strings, and with a million meters a quarter of a gigabyte. Also, what is the same is quicker
 * to compare than what is only equal. Names of things that can be found by them are not kept here a second time. For one
 * thread.
 */
public final class Names {
    private static final int FIRST_PLACES = 1 << 10;

    /** Open addressing: a name stands at the first free place from its hash on. */
    private @Nullable String[] places = new String[FIRST_PLACES];
    private int count;
    private final Function<String, @Nullable String> elsewhere;

    public Names() {
        this(_ -> null);
    }

    /** @param elsewhere finds the string that is kept somewhere else for one that equals it; null if none is */
    public Names(Function<String, @Nullable String> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** The string that stands for all that equal it; this one, which is not kept here, if there was none. */
    public String known(String name) {
        String kept = places[place(name)];
        String known = kept == null ? elsewhere.apply(name) : kept;
        return known == null ? name : known;
    }

    /** The string that stands for all that equal it; the first one given. */
    public String same(String name) {
        int place = place(name);
        String kept = places[place];
        String known = kept == null ? elsewhere.apply(name) : kept;
        if (known != null) {
            return known;
        }
        if (count >= places.length / 4 * 3) {
            grow();
            place = place(name);
        }
        places[place] = name;
        count++;
        return name;
    }

    /** Forgets what is kept here: after many names of things came through that are found elsewhere by now. */
    public void forget() {
        places = new String[FIRST_PLACES];
        count = 0;
    }

    private int place(String name) {
        int mask = places.length - 1;
        int place = spread(name.hashCode()) & mask;
        String found = places[place];
        while (found != null && !found.equals(name)) {
            place = (place + 1) & mask;
            found = places[place];
        }
        return place;
    }

    private void grow() {
        @Nullable
        String[] before = places;
        places = new String[Math.multiplyExact(before.length, 2)];
        for (String name : before) {
            if (name != null) {
                places[place(name)] = name;
            }
        }
    }

    /** Names that count up have hashes that count up: spread them (Fibonacci hashing), or they stand in long rows. */
    public static int spread(int hash) {
        int spread = hash * 0x9E3779B9;
        return spread ^ spread >>> 16;
    }
}
