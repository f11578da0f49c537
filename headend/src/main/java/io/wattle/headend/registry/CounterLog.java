package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * The file of counters as it lies on disk: lines are added at its end, and one that has grown is made anew from what counts,
 * or a fleet that pushes would fill the disk in a year and memory at the next start. Whole at any moment: a new one takes the
 * place of the old in one step. Used by one thread.
 */
final class CounterLog implements AutoCloseable {
    private static final long GROWN_BYTES = 1 << 20;

    private final FileChannel channel;
    private final long bytes; // when it was new

    private CounterLog(FileChannel channel) throws IOException {
        this.channel = channel;
        this.bytes = channel.position();
    }

    /** Writes what counts, on disk when it returns; in place of the file of that name, if there is one. */
    static CounterLog create(Path file, CounterContents contents) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        StringBuilder lines = new StringBuilder(
                CounterContents.TITLE + " " + HexFormat.of().formatHex(contents.clientTitle()) + "\n"
                        + line(CounterContents.KEYS_FROM, contents.keysFrom()));
        contents.counters().forEach((holder, counter) -> lines.append(line(holder, counter.ceiling)));
        write(channel, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file);
        return new CounterLog(channel);
    }

    static String line(String holder, long ceiling) {
        return holder + " " + ceiling + "\n";
    }

    /** On disk when it returns. */
    void add(CharSequence lines) throws IOException {
        if (!lines.isEmpty()) {
            write(channel, lines);
        }
    }

    /** Whether most of it says nothing any more. */
    boolean hasGrown() throws IOException {
        return channel.position() > 2 * bytes + GROWN_BYTES;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A renamed file is there after a power cut only if its folder was forced. */
    private static void forceFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void write(FileChannel channel, CharSequence lines) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }
}
