package io.wattle.headend.message;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Up to which entry of the journal everything was sent, in a file that is replaced as a whole. For one thread. */
final class MessagePosition {
    private static final String SEQUENCE = "[0-9]{1,18}";
    private final Path file;
    private long sequence;

    /**
     * @param ifNew where to begin when there is no file: what was sold before nobody waits for
     * @throws BadFileException if the file says something else
     */
    MessagePosition(Path file, long ifNew) {
        this.file = file;
        if (Files.exists(file)) {
            String said = String.join("", OwnerOnlyFile.lines(file)).strip();
            if (!said.matches(SEQUENCE)) {
                throw new BadFileException(file, 1, "must hold the sequence of an entry");
            }
            sequence = Long.parseLong(said);
        } else {
            moveTo(ifNew);
        }
    }

    long sequence() {
        return sequence;
    }

    /** On disk when this returns. */
    void moveTo(long next) {
        OwnerOnlyFile.replace(file, (next + "\n").getBytes(StandardCharsets.US_ASCII));
        sequence = next;
    }
}
