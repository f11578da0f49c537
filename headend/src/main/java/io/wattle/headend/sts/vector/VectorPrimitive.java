package io.wattle.headend.sts.vector;

import io.wattle.protocols.sts.TokenBits;
import io.wattle.protocols.sts.cipher.StaTables;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.Luhn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** The vectors that have no token: one step of the algorithms each. Hexadecimal digits are of lower case. */
final class VectorPrimitive {
    private static final String SAMPLE_TABLES = "sample-tables.txt";
    private static final int CHECKED_BYTES = 7;
    private final TokenCipher standard;
    private final TokenCipher sample = new TokenCipher(StaTables.parse(sampleTables()));

    VectorPrimitive(TokenCipher standard) {
        this.standard = standard;
    }

    /** The plain CRC of a token's first 50 bits, whatever class they say: CRC_C is no kind of the format. */
    static String crc(VectorFields vector) {
        long fifty = vector.bits("data50", CHECKED_BYTES);
        return vector.checked("data50", () -> String.format(Locale.ROOT, "%04x", TokenBits.crc(fifty)));
    }

    static String checkDigit(VectorFields vector) {
        String digits = vector.text("digits");
        if (digits.isEmpty()) {
            throw vector.bad("digits", "must have one digit or more");
        }
        return String.valueOf(vector.<Integer>checked("digits", () -> Luhn.checkDigit(digits)));
    }

    static String decoderKey(VectorFields vector) {
        try (DecoderKey key = VectorKeys.decoderKey(vector.inner("cfg"))) {
            return HexFormat.of().formatHex(key.bytes());
        }
    }

    String misty1(VectorFields vector) {
        long plain = vector.bits("plain", Long.BYTES);
        try (DecoderKey key = key(vector, EncryptionAlgorithm.EA11)) {
            return String.format(Locale.ROOT, "%016x", standard.encrypt(key, plain));
        }
    }

    /** The 66 bits of a credit token as 17 digits, under EA07 with the tables that the standard prints. */
    String sample(VectorFields vector) {
        long block = vector.bits("block", Long.BYTES);
        try (DecoderKey key = key(vector, EncryptionAlgorithm.EA07)) {
            BigInteger token = TokenBits.sixtySix(0, sample.encrypt(key, block));
            return String.format(Locale.ROOT, "%017x", token);
        }
    }

    private static DecoderKey key(VectorFields vector, EncryptionAlgorithm encryption) {
        byte[] bytes = vector.bytes("key");
        try {
            return vector.checked("key", () -> new DecoderKey(encryption, bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String sampleTables() {
        try (InputStream file = VectorPrimitive.class.getResourceAsStream(SAMPLE_TABLES)) {
            if (file == null) {
                throw new IllegalStateException(SAMPLE_TABLES + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
