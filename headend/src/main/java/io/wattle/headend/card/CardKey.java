package io.wattle.headend.card;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.ledger.card.CardHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which card numbers are hashed (HMAC-SHA-256). It stands in a file of its own, away from the ledger: who has
 * the journal alone can try no numbers against it. Lost, no card can be redeemed any more. Safe for use by many threads.
 */
public final class CardKey implements AutoCloseable {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int CHECK_BYTES = 4;
    /** In small letters, which no card number has: its hash is never that of a card. */
    private static final byte[] CHECKED = "check value of a card key".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key;

    private CardKey(byte[] key) {
        this.key = key;
    }

    /**
     * Makes a new key in a new file that only its owner may read.
     *
     * @throws BadFileException if the file is there already, or cannot be written
     */
    public static CardKey create(Path file) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        byte[] line = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = OwnerOnlyFile.create(file)) {
            ByteBuffer rest = ByteBuffer.wrap(line);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            OwnerOnlyFile.forceFolderOf(file);
        } catch (FileAlreadyExistsException e) {
            throw new BadFileException(file, 0, "is there already, and a lost card key makes every card worthless:"
                    + " take another name");
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be written: " + e);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
        return new CardKey(key);
    }

    /**
     * The key that a file has: 64 hexadecimal digits on one line.
     *
     * @throws BadFileException without any of it in the message
     */
    public static CardKey read(Path file) {
        List<String> lines = OwnerOnlyFile.lines(file)
                .stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() != 1 || !lines.getFirst().matches("[0-9a-fA-F]{64}")) {
            throw new BadFileException(file, 1, "must hold one line of 64 hexadecimal digits");
        }
        return new CardKey(HexFormat.of().parseHex(lines.getFirst()));
    }

    public CardHash hash(CardNumber number) {
        return CardHash.of(mac(number.bytes()));
    }

    /** By which two can see that they have the same key; eight hexadecimal digits, not secret. */
    public String checkValue() {
        return HexFormat.of().formatHex(mac(CHECKED), 0, CHECK_BYTES);
    }

    private byte[] mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Wipes it. */
    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "CardKey " + checkValue();
    }
}
