package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One meter's keys as a file has them. Never printed.
 *
 * @param now what the meter is known to have
 * @param next what was made to take the place of those, and may be in the meter already
 */
public record MeterSecrets(Map<KeyUse, byte[]> now, Map<KeyUse, byte[]> next) {

    public MeterSecrets {
        now = copy(now);
        next = copy(next);
    }

    /** Copies, which the caller closes. */
    public DlmsKeys keys() {
        return new DlmsKeys(now);
    }

    /** What the meter has if it took all the new ones; copies, which the caller closes. */
    public DlmsKeys nextKeys() {
        return new DlmsKeys(settled(next.keySet()).now());
    }

    /** A key that the meter is known to have. */
    public Optional<byte[]> find(KeyUse use) {
        return Optional.ofNullable(now.get(use)).map(byte[]::clone);
    }

    /** With these on their way. */
    public MeterSecrets sending(Map<KeyUse, byte[]> fresh) {
        Map<KeyUse, byte[]> all = copy(next);
        all.putAll(fresh);
        return new MeterSecrets(now, all);
    }

    /** The meter has these of the new ones. */
    public MeterSecrets settled(Set<KeyUse> uses) {
        Map<KeyUse, byte[]> known = copy(now);
        Map<KeyUse, byte[]> left = copy(next);
        for (KeyUse use : uses) {
            byte[] key = left.remove(use);
            if (key != null) {
                known.put(use, key);
                inPlaceOf(use).ifPresent(known::remove);
            }
        }
        return new MeterSecrets(known, left);
    }

    /** The meter does not have these of the new ones, and will not. */
    public MeterSecrets dropped(Set<KeyUse> uses) {
        Map<KeyUse, byte[]> left = copy(next);
        left.keySet().removeAll(uses);
        return new MeterSecrets(now, left);
    }

    @Override
    public String toString() {
        return "MeterSecrets[now=" + now.keySet() + ", next=" + next.keySet() + "]";
    }

    /** A certificate takes the place of the plain key. */
    private static Optional<KeyUse> inPlaceOf(KeyUse use) {
        return use == KeyUse.PEER_SIGNING_CERTIFICATE
                ? Optional.of(KeyUse.PEER_SIGNING)
                : use == KeyUse.PEER_AGREEMENT_CERTIFICATE ? Optional.of(KeyUse.PEER_AGREEMENT) : Optional.empty();
    }

    private static Map<KeyUse, byte[]> copy(Map<KeyUse, byte[]> keys) {
        Map<KeyUse, byte[]> copy = new EnumMap<>(KeyUse.class);
        keys.forEach((use, key) -> copy.put(use, key.clone()));
        return copy;
    }
}
