package io.wattle.headend.sts.rollover;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.sts.TokenDigits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The results of a rollover: CSV, one row for each row of the list and in its order, appended to. What a crash left half
 * written at the end is cut off when the file is opened again; its rows come out the same, because they have the same
 * message id. One process has the file at a time; used by one thread.
 */
final class ResultsFile implements AutoCloseable {
    static final String HEADER = "line,meter,outcome,token1,token2,token3,token4,key_check_value,message_id,reason\n";
    private static final long HEADER_LINE = 1; // of the list; each row after it has one line
    private static final int TOKENS_MAX = 4;
    private static final int ROW_BYTES_MAX = 4_096;
    private static final int FORCED_ROWS = 256; // a row that is lost is made again, so none needs a force of its own
    private static final String ROW = "[0-9]{1,7},([0-9]{18})?,(issued|refused),[ -~]*";
    private final Path file;
    private final FileChannel channel;
    private long lastLine;
    private long issued;
    private long refused;
    private int unforced;

    private ResultsFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws BadFileException if another process has it, or if it begins with something else */
    static ResultsFile open(Path file) {
        try {
            FileChannel channel = Files.exists(file)
                    ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    : OwnerOnlyFile.create(file);
            ResultsFile results = new ResultsFile(file, channel);
            try {
                results.lock();
                results.goOn();
                return results;
            } catch (IOException | RuntimeException bad) {
                channel.close();
                throw bad;
            }
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be opened: " + e);
        }
    }

    /** The line of the list up to which everything is done; 0 at the beginning. */
    long lastLine() {
        return lastLine;
    }

    long issued() {
        return issued;
    }

    long refused() {
        return refused;
    }

    void add(RolloverOutcome.Issued row) {
        List<String> fields = new ArrayList<>(List.of(String.valueOf(row.line()), row.pan().digits(), "issued"));
        fields.addAll(row.tokens().stream().map(TokenDigits::digits).toList());
        fields.addAll(Collections.nCopies(TOKENS_MAX - row.tokens().size(), ""));
        fields.addAll(List.of(row.keyCheckValue(), row.messageId(), ""));
        append(fields);
        issued++;
        lastLine = row.line();
    }

    void add(RolloverOutcome.Refused row) {
        append(List.of(String.valueOf(row.line()), row.meter(), "refused", "", "", "", "", "", "",
                quoted(row.reason())));
        refused++;
        lastLine = row.line();
    }

    @Override
    public void close() {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    private void append(List<String> fields) {
        try {
            write(String.join(",", fields) + "\n");
            unforced++;
            if (unforced == FORCED_ROWS) {
                channel.force(false);
                unforced = 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new BadFileException(file, 0, "is being written by another process");
            }
        } catch (OverlappingFileLockException e) {
            throw new BadFileException(file, 0, "is being written by this process");
        }
    }

    /** Reads what is there, up to the first row that is not whole, and stands behind it. */
    private void goOn() throws IOException {
        long good = 0;
        // Not closed: it would close the channel.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        String header = line(in);
        if (!header.isEmpty() && !HEADER.startsWith(header)) {
            throw new BadFileException(file, 1, "must begin with " + HEADER.strip());
        }
        if (header.equals(HEADER)) {
            good = header.length();
            for (String row = line(in); isNext(row); row = line(in)) {
                good += row.length();
                lastLine = Long.parseLong(row.substring(0, row.indexOf(',')));
                if (row.contains(",issued,")) {
                    issued++;
                } else {
                    refused++;
                }
            }
        }
        channel.truncate(good);
        channel.position(good);
        if (good == 0) {
            write(HEADER);
            channel.force(true);
            OwnerOnlyFile.forceFolderOf(file);
        }
    }

    private boolean isNext(String row) {
        return row.endsWith("\n") && row.substring(0, row.length() - 1).matches(ROW)
                && Long.parseLong(row.substring(0, row.indexOf(','))) == Math.max(lastLine, HEADER_LINE) + 1;
    }

    /** The next line with its end, or as much of it as there is; empty at the end of the file. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && line.length() < ROW_BYTES_MAX; c = in.read()) {
            line.append((char) c);
            if (c == '\n') {
                break;
            }
        }
        return line.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
