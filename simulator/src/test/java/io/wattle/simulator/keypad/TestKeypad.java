package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.Arrays;

/** Keypads for tests, what is sold for them, and short words for both. Its keys are made up. */
public final class TestKeypad {
    public static final TokenCodec CODEC = new TokenCodec(TokenCipher.standard());
    public static final MeterPan PAN = new MeterPan("600727000000000009");
    public static final int MADE_AT = 3_155_520;
    public static final long NOW_MS = 1_772_446_051_123L;

    private TestKeypad() {}

    /** A key of which every byte is this. */
    public static DecoderKey key(EncryptionAlgorithm encryption, int each) {
        byte[] bytes = new byte[encryption.keyBytes()];
        Arrays.fill(bytes, (byte) each);
        return new DecoderKey(encryption, bytes);
    }

    public static DecoderKey key() {
        return key(EncryptionAlgorithm.EA07, 0x5A);
    }

    public static KeypadProfile profile() {
        return KeypadProfile.of(PAN, Token.Service.ELECTRICITY, new TokenIdentifier(MADE_AT));
    }

    public static KeyIdentity identity(KeyType type, EncryptionAlgorithm encryption) {
        return new KeyIdentity(PAN, new SupplyGroupCode("123456"), new TariffIndex(1), new KeyRevisionNumber(1), type,
                BaseDate.BD2014, KeyGenerationAlgorithm.DKGA04, encryption);
    }

    /** Unique key, never expires. */
    public static Keypad keypad() {
        return keypad(profile(), KeyType.DUTK, EncryptionAlgorithm.EA07, KeyExpiryNumber.NEVER);
    }

    public static Keypad keypad(KeypadProfile profile, KeyType type, EncryptionAlgorithm encryption,
            KeyExpiryNumber expiry) {
        KeypadState factory = KeypadState.created(profile, key(encryption, 0x5A), identity(type, encryption), expiry);
        return new Keypad(profile, factory, CODEC);
    }

    /** So many minutes after the meter was made. */
    public static TokenIdentifier tid(int minutes) {
        return new TokenIdentifier(MADE_AT + minutes);
    }

    /** Electricity credit in tenths of a kWh. */
    public static Token.UnitCredit credit(int minutes, long tenths) {
        return new Token.UnitCredit(Token.Service.ELECTRICITY, 5, tid(minutes), AmountCode.atLeast(tenths));
    }

    /** The digits under the meter's first key. */
    public static String digits(Token token) {
        return digits(token, key());
    }

    public static String digits(Token token, DecoderKey under) {
        TokenDigits digits = CODEC.encode(token, under);
        return digits.digits();
    }

    static MeterFace face(long nowMs) {
        return new MeterFace(nowMs, 1_234_567, 20_000, true);
    }
}
