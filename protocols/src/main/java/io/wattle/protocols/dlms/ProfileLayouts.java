package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.ProfileLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How profiles are laid out, by firmware, so that meters of one kind are asked once. The longest unused goes first. Safe
 * for use by many threads.
 */
final class ProfileLayouts {
    private static final int LAYOUTS_MAX = 512; // kinds of meters times their profiles

    private final Map<Key, ProfileLayout> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ProfileLayout> eldest) {
            return size() > LAYOUTS_MAX;
        }
    };

    /**
     * A profile of all meters that run one program.
     *
     * @param firmware as the meter names it, never empty
     */
    record Key(String firmware, ObisCode profile) {}

    synchronized Optional<ProfileLayout> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    synchronized void put(Key key, ProfileLayout layout) {
        known.put(key, layout);
    }

    /** After rows that do not fit: the next conversation asks again. */
    synchronized void forget(Key key) {
        known.remove(key);
    }
}
