package io.wattle.ledger.journal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another process that writes a journal: appends batches of its own sequences and says what is durable, until it ends. */
final class JournalChild {
    private static final String DURABLE = "durable ";

    private JournalChild() {}

    /**
     * Starts it.
     *
     * @param before what stands before the command, such as a shell that sets limits
     */
    static Process start(Path directory, int recordBytes, String... before) throws IOException {
        return start(JournalChild.class, List.of(directory.toString(), String.valueOf(recordBytes)), before);
    }

    static Process start(Class<?> main, List<String> arguments, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).start();
    }

    /** What it says in a line; the number before if it says something else. */
    static long acknowledged(String line, long before) {
        return line.startsWith(DURABLE) ? Long.parseLong(line.substring(DURABLE.length())) : before;
    }

    /** A small reserve, so that it also fits on small disks, and segments that end now and then. */
    static JournalConfig config(Path directory) {
        return new JournalConfig(directory, 16 << 20, 12 << 20);
    }

    /** What is in the journal after a restart; each record is its own sequence. */
    static List<Long> values(Path directory) {
        List<Long> values = new ArrayList<>();
        try (Journal journal = ChronicleJournal.open(config(directory)); JournalCursor cursor = journal.read(1)) {
            Optional<JournalFrame> frame = cursor.next();
            while (frame.isPresent()) {
                frame.get().records().forEach(record -> values.add(ByteBuffer.wrap(record).getLong()));
                frame = cursor.next();
            }
        }
        return values;
    }

    public static void main(String[] arguments) {
        int recordBytes = Integer.parseInt(arguments[1]);
        try (Journal journal = ChronicleJournal.open(config(Path.of(arguments[0])))) {
            while (true) {
                long next = journal.lastSequence() + 1;
                List<byte[]> batch = new ArrayList<>();
                for (long i = next; i < next + 1 + next % 5; i++) {
                    batch.add(ByteBuffer.allocate(recordBytes).putLong(i).array());
                }
                System.out.println(DURABLE + journal.append(batch));
            }
        }
    }
}
