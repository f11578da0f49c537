package io.wattle.headend.sts.offline;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last token identifier of each meter and base date, in a file that outlives the process: none is given twice. A line
 * is {@code pan year tid}; the last one of a meter counts. It is on disk before the identifier is handed out, so that a
 * crash leaves one unused at most. One process has the file at a time; used by one thread.
 */
public final class TidFile implements AutoCloseable {
    private static final String LINE = "[0-9]{18} (1993|2014|2035) [0-9]{1,8}";
    private static final int LINE_CHARACTERS_MAX = 32; // PAN, year, TID and two blanks
    private final Path file;
    private final FileChannel lockFile;
    private final Map<Counter, TokenIdentifier> last;
    private final FileChannel channel;
    private boolean broken;

    private record Counter(MeterPan pan, BaseDate baseDate) {}

    private TidFile(Path file, FileChannel lockFile) throws IOException {
        this.file = file;
        this.lockFile = lockFile;
        this.last = read(file);
        StringBuilder lines = new StringBuilder();
        last.forEach((counter, tid) -> lines.append(line(counter, tid)));
        OwnerOnlyFile.replace(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /**
     * Opens the file, or makes it. A last line that a crash left half written is dropped: its identifier was not given
     * out.
     *
     * @throws BadFileException if another process has it, or if it is damaged
     */
    public static TidFile open(Path file) {
        try {
            FileChannel lockFile = FileChannel.open(file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                lock(file, lockFile);
                return new TidFile(file, lockFile);
            } catch (IOException | RuntimeException bad) {
                lockFile.close();
                throw bad;
            }
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be opened: " + e);
        }
    }

    /**
     * The identifier for a meter's next token: that of the minute, or the first one after its last that is not reserved.
     * It is taken when this returns, whatever becomes of the token.
     *
     * @throws BadStsValueException if the base date has run out, or not begun
     * @throws BadFileException if it could not be kept: then it is not given, nor any other until the file is opened anew
     */
    public TokenIdentifier take(MeterPan pan, BaseDate baseDate, Instant now, ZoneId zone) {
        if (broken) {
            throw new BadFileException(file, 0, "could not be written; mend the disk and start again");
        }
        Counter counter = new Counter(pan, baseDate);
        TokenIdentifier next = Optional.ofNullable(last.get(counter))
                .map(before -> TokenIdentifier.freeAfter(before, now, baseDate, zone))
                .orElseGet(() -> TokenIdentifier.free(now, baseDate, zone));
        broken = true; // until it is on disk
        write(line(counter, next));
        last.put(counter, next);
        broken = false;
        return next;
    }

    @Override
    public void close() {
        try {
            channel.close();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be written: " + e);
        }
    }

    private static void lock(Path file, FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new BadFileException(file, 0, "is in use by another process");
            }
        } catch (OverlappingFileLockException e) {
            throw new BadFileException(file, 0, "is in use by this process");
        }
    }

    private static Map<Counter, TokenIdentifier> read(Path file) throws IOException {
        Map<Counter, TokenIdentifier> last = new HashMap<>();
        if (!Files.exists(file)) {
            return last;
        }
        if (!Files.isRegularFile(file)) { // it would be replaced by a file, or never end
            throw new BadFileException(file, 0, "is no regular file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int number = 1;
            for (Optional<String> line = line(file, number, in); line.isPresent(); line = line(file, number, in)) {
                if (!line.get().matches(LINE)) {
                    throw new BadFileException(file, number, "must be: meter PAN, year of base date, last TID");
                }
                keepLater(last, file, number, line.get().split(" ", -1));
                number++;
            }
        }
        return last;
    }

    /** The next line that ends; empty if what is left does not. */
    private static Optional<String> line(Path file, int number, InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return Optional.of(line.toString());
            }
            if (line.length() == LINE_CHARACTERS_MAX) {
                throw new BadFileException(file, number, "is longer than " + LINE_CHARACTERS_MAX + " characters");
            }
            line.append((char) c);
        }
        return Optional.empty();
    }

    private static void keepLater(Map<Counter, TokenIdentifier> last, Path file, int line, String[] fields) {
        try {
            last.merge(new Counter(new MeterPan(fields[0]), BaseDate.ofYear(Integer.parseInt(fields[1]))),
                    new TokenIdentifier(Integer.parseInt(fields[2])), (one, other) -> one.compareTo(other) > 0
                            ? one
                            : other);
        } catch (BadStsValueException wrong) {
            throw new BadFileException(file, line, wrong.sentence());
        }
    }

    private static String line(Counter counter, TokenIdentifier tid) {
        return counter.pan().digits() + " " + counter.baseDate().year() + " " + tid.minutes() + "\n";
    }
}
