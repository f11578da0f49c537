package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A keypad's state as bytes, numbers high byte first.
 *
 * <pre>
 *   EA u8 | key 16 bytes, zeros behind a short one | KT u8 | KRN u8 | TI u8 | KEN u8 | SGC u32
 *   tampered u8 | power i32 | unbalance i32 | rate i32 | water factor i32      (-1: never set)
 *   time of the last key section i64 | four sections of 8 bytes
 *   count of identifiers u8 | 64 identifiers u32, zeros behind the last
 * </pre>
 */
final class KeypadStateCodec {
    private static final int KEY_BYTES = 16;
    private static final int IDENTIFIERS_AT = 1 + KEY_BYTES + 4 + 4 + 1 + 16 + 8 + SectionCodec.BYTES;
    static final int BYTES = IDENTIFIERS_AT + 1 + KeypadProfile.IDENTIFIERS_MAX * Integer.BYTES;
    private static final int NEVER = -1;

    private KeypadStateCodec() {}

    static byte[] encode(KeypadState state) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        HeldKey key = state.key();
        out.put(Byte.parseByte(key.encryption().digits())).put(Arrays.copyOf(key.bytes(), KEY_BYTES));
        out.put((byte) key.type().number()).put((byte) key.revision().number());
        out.put((byte) key.tariffIndex().number()).put((byte) key.expiry().number());
        out.putInt(key.supplyGroup().number());
        MeterSettings settings = state.settings();
        out.put((byte) (settings.tampered() ? 1 : 0)).putInt(settings.powerW().orElse(NEVER));
        out.putInt(settings.unbalanceW().orElse(NEVER)).putInt(settings.rate().orElse(NEVER));
        out.putInt(settings.waterFactor().orElse(NEVER));
        out.putLong(state.sections().lastMs());
        SectionCodec.encode(out, state.sections().sections());
        int[] minutes = state.identifiers().minutes();
        out.put((byte) minutes.length);
        for (int minute : minutes) {
            out.putInt(minute);
        }
        return out.array();
    }

    static KeypadState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        HeldKey key = key(in);
        boolean tampered = in.get() != 0;
        MeterSettings settings = new MeterSettings(setting(in), setting(in), setting(in), setting(in), tampered);
        long lastMs = in.getLong();
        PendingSections sections = new PendingSections(SectionCodec.decode(in, key.encryption()), lastMs);
        int[] minutes = new int[in.get()];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = in.getInt();
        }
        return new KeypadState(key, IdentifierMemory.of(minutes), sections, settings, Lockout.NONE);
    }

    private static HeldKey key(ByteBuffer in) {
        EncryptionAlgorithm encryption = switch (in.get()) {
            case 7 -> EncryptionAlgorithm.EA07;
            case 11 -> EncryptionAlgorithm.EA11;
            default -> throw new IllegalStateException("keypad memory has an unknown encryption");
        };
        byte[] bytes = new byte[KEY_BYTES];
        in.get(bytes);
        return new HeldKey(encryption, Arrays.copyOf(bytes, encryption.keyBytes()), KeyType.of(in.get()),
                new KeyRevisionNumber(in.get()), new TariffIndex(in.get()), new KeyExpiryNumber(in.get() & 0xFF),
                SupplyGroupCode.of(in.getInt()));
    }

    private static OptionalInt setting(ByteBuffer in) {
        int value = in.getInt();
        return value == NEVER ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
