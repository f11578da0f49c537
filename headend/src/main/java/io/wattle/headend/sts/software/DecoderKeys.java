package io.wattle.headend.sts.software;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Meters' keys that were derived lately; the one used longest ago leaves first. A key that leaves is wiped as soon as
 * nobody uses it any more. Safe for use by many threads: the derivation and the use run outside of the lock.
 */
final class DecoderKeys implements AutoCloseable {
    private final int keysMax;
    private final Function<KeyIdentity, DecoderKey> derive;
    private final Map<KeyIdentity, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /** A key and how many use it; those and {@code left} are guarded by the cache's lock. */
    private static final class Held {
        private final DecoderKey key;
        private int users;
        private boolean left;

        private Held(DecoderKey key) {
            this.key = key;
        }
    }

    /** @param keysMax at least 1 */
    DecoderKeys(int keysMax, Function<KeyIdentity, DecoderKey> derive) {
        this.keysMax = keysMax;
        this.derive = derive;
    }

    /** Does something with a meter's key, which must not be kept. */
    <T> T with(KeyIdentity meter, Function<DecoderKey, T> use) {
        Held mine = take(meter);
        try {
            return use.apply(mine.key);
        } finally {
            giveBack(mine);
        }
    }

    /** Keys held now. */
    synchronized int size() {
        return held.size();
    }

    /** Wipes all but those in use, which are wiped when they are given back. */
    @Override
    public synchronized void close() {
        closed = true;
        held.values().forEach(DecoderKeys::leave);
        held.clear();
    }

    private Held take(KeyIdentity meter) {
        synchronized (this) {
            requireOpen();
            Held known = held.get(meter);
            if (known != null) {
                known.users++;
                return known;
            }
        }
        return keep(meter, new Held(derive.apply(meter)));
    }

    /** Two threads may have derived the same key: the second one's is used by itself and wiped. */
    private synchronized Held keep(KeyIdentity meter, Held fresh) {
        fresh.users = 1;
        if (closed || held.putIfAbsent(meter, fresh) != null) {
            fresh.left = true;
            return fresh;
        }
        if (held.size() > keysMax) {
            Iterator<Held> eldest = held.values().iterator();
            Held leaving = eldest.next();
            eldest.remove();
            leave(leaving);
        }
        return fresh;
    }

    private synchronized void giveBack(Held mine) {
        mine.users--;
        if (mine.left && mine.users == 0) {
            mine.key.close();
        }
    }

    private static void leave(Held leaving) {
        leaving.left = true;
        if (leaving.users == 0) {
            leaving.key.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the module is closed");
        }
    }
}
