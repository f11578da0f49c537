package io.wattle.headend.cli.sts;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One key in a file that only its owner may read: hexadecimal digits on one line; # begins a remark. */
final class RawKeyFile {
    private static final int FILE_BYTES_MAX = 4_096;

    private RawKeyFile() {}

    /**
     * The key, which the receiver closes.
     *
     * @throws BadFileException if there is none in it, or one of another length; shows nothing of it
     */
    static DecoderKey read(Path file, EncryptionAlgorithm encryption) {
        byte[] bytes = bytes(file);
        try {
            return new DecoderKey(encryption, bytes);
        } catch (BadStsValueException wrongLength) {
            throw new BadFileException(file, 0, wrongLength.sentence() + ", has " + bytes.length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * The bytes of a key of whatever kind, which the receiver wipes.
     *
     * @throws BadFileException if there is none in it; shows nothing of it
     */
    static byte[] bytes(Path file) {
        byte[] text = OwnerOnlyFile.bytes(file, FILE_BYTES_MAX);
        // As Latin letters every byte is one: what is no hexadecimal digit is told so below.
        List<String> lines = new String(text, StandardCharsets.ISO_8859_1).lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        Arrays.fill(text, (byte) 0);
        if (lines.size() != 1) {
            throw new BadFileException(file, 0, "must have one key on one line, has " + lines.size() + " lines");
        }
        return parse(file, lines.getFirst());
    }

    private static byte[] parse(Path file, String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException notHex) {
            throw new BadFileException(file, 0, "must be an even number of hexadecimal digits");
        }
    }
}
