package io.wattle.headend.sts.keystore;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What opens a keystore, as UTF-8. Copies what it is given, wipes its copy when closed, shows nothing. */
public final class Passphrase implements AutoCloseable {
    private static final int BYTES_MIN = 12;
    private static final int BYTES_MAX = 1_024;
    private static final int UTF8_BYTES_MAX = 3; // for each Java character
    private final byte[] bytes;

    private Passphrase(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * From characters; the caller wipes its own.
     *
     * @throws KeyStoreException if it has none, or too many
     */
    public static Passphrase of(char[] characters) {
        ByteBuffer encoded = ByteBuffer.allocate(characters.length * UTF8_BYTES_MAX);
        StandardCharsets.UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return checked(bytes);
    }

    /** From the bytes of a file, without the end of the line; the caller wipes its own. */
    public static Passphrase of(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        return checked(Arrays.copyOf(bytes, length));
    }

    /** The bytes themselves: not to be kept. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * For what is made new.
     *
     * @throws KeyStoreException if it is shorter than 12 bytes
     */
    void requireLongEnough() {
        if (bytes.length < BYTES_MIN) {
            throw new KeyStoreException("the passphrase must have at least " + BYTES_MIN + " bytes");
        }
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Passphrase[hidden]";
    }

    private static Passphrase checked(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > BYTES_MAX) {
            Arrays.fill(bytes, (byte) 0);
            throw new KeyStoreException("the passphrase must have 1 to " + BYTES_MAX + " bytes");
        }
        return new Passphrase(bytes);
    }
}
