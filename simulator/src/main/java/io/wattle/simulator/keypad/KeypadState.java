package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import java.util.Arrays;

/**
 * What a keypad remembers. Immutable: each change is a new state. Shows no key. All of it outlives the power but the
 * lockout.
 */
public final class KeypadState {
    /** {@link #toBytes} gives this many. */
    public static final int BYTES = KeypadStateCodec.BYTES;

    private final HeldKey key;
    private final IdentifierMemory identifiers;
    private final PendingSections sections;
    private final MeterSettings settings;
    private final Lockout lockout;

    KeypadState(HeldKey key, IdentifierMemory identifiers, PendingSections sections, MeterSettings settings,
            Lockout lockout) {
        this.key = key;
        this.identifiers = identifiers;
        this.sections = sections;
        this.settings = settings;
        this.lockout = lockout;
    }

    /**
     * A new meter.
     *
     * @param key its first one, copied: the caller closes its own
     * @param identity what that key is
     */
    public static KeypadState created(KeypadProfile profile, DecoderKey key, KeyIdentity identity,
            KeyExpiryNumber expiry) {
        byte[] bytes = key.bytes();
        HeldKey held = new HeldKey(key.encryption(), bytes, identity.type(), identity.revision(),
                identity.tariffIndex(), expiry, identity.supplyGroup());
        Arrays.fill(bytes, (byte) 0);
        return new KeypadState(held, IdentifierMemory.filled(profile.identifiersMax(), profile.madeAt()),
                PendingSections.none(key.encryption()), MeterSettings.NONE, Lockout.NONE);
    }

    /** The state that {@link #toBytes} made these bytes of, as after a power cut. */
    public static KeypadState ofBytes(byte[] bytes) {
        return KeypadStateCodec.decode(bytes);
    }

    /** {@link #BYTES} bytes, the key among them, without the lockout. */
    public byte[] toBytes() {
        return KeypadStateCodec.encode(this);
    }

    /** After the power was off and came back: a lockout is over. */
    public KeypadState powerCycled() {
        return with(Lockout.NONE);
    }

    /** Somebody opened the meter's cover; a token can clear it. */
    public KeypadState tampered() {
        return with(settings.withTamper(true));
    }

    HeldKey key() {
        return key;
    }

    IdentifierMemory identifiers() {
        return identifiers;
    }

    PendingSections sections() {
        return sections;
    }

    MeterSettings settings() {
        return settings;
    }

    Lockout lockout() {
        return lockout;
    }

    KeypadState with(IdentifierMemory other) {
        return new KeypadState(key, other, sections, settings, lockout);
    }

    KeypadState with(PendingSections other) {
        return new KeypadState(key, identifiers, other, settings, lockout);
    }

    KeypadState with(MeterSettings other) {
        return new KeypadState(key, identifiers, sections, other, lockout);
    }

    KeypadState with(Lockout other) {
        return new KeypadState(key, identifiers, sections, settings, other);
    }

    /** With another key; sections of a key change are used up by that. */
    KeypadState with(HeldKey other, IdentifierMemory seen) {
        return new KeypadState(other, seen, PendingSections.none(other.encryption()), settings, lockout);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeypadState state && key.equals(state.key) && identifiers.equals(state.identifiers)
                && sections.equals(state.sections) && settings.equals(state.settings)
                && lockout.equals(state.lockout);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + identifiers.hashCode();
    }

    @Override
    public String toString() {
        return "KeypadState[" + key + ", " + identifiers + ", " + settings + ", " + lockout + "]";
    }
}
