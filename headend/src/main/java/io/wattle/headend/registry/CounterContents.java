package io.wattle.headend.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a file of invocation counters says; {@link CounterFile} owns the counters from then on. */
record CounterContents(byte[] clientTitle, long keysFrom, Map<String, Counter> counters) {
    static final String TITLE = "client-title";
    static final String KEYS_FROM = "keys-from";

    /** Of one holder, or one domain. */
    static final class Counter {
        long next;
        /** On disk; not below {@link #next}. */
        long ceiling;

        Counter(long next) {
            this.next = next;
            this.ceiling = next;
        }
    }

    /** @throws BadFileException naming the line that is damaged; a last one that is half written is dropped */
    static CounterContents read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().matches(TITLE + " [0-9a-f]{16}")) {
            throw new BadFileException(file, 1, "must be: " + TITLE + ", one blank, 16 hex digits");
        }
        Map<String, Counter> counters = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(" ", -1);
            if (fields.length != 2 || !fields[1].matches("[0-9]{1,10}")) {
                throw new BadFileException(file, i + 1, "must be: holder, one blank, ceiling");
            }
            counters.merge(fields[0], new Counter(Long.parseLong(fields[1])),
                    (old, now) -> old.ceiling > now.ceiling ? old : now);
        }
        Counter from = counters.remove(KEYS_FROM);
        long keysFrom = from == null
                ? counters.values().stream().mapToLong(counter -> counter.ceiling).max().orElse(0)
                : from.ceiling;
        return new CounterContents(HexFormat.of().parseHex(lines.getFirst().substring(TITLE.length() + 1)), keysFrom,
                counters);
    }
}
