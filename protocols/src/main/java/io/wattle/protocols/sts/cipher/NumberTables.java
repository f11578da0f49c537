package io.wattle.protocols.sts.cipher;

import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.StsChecks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Tables of numbers in a text: {@code [NAME]} on a line of its own, then numbers between blanks; what follows a # is for
 * people. Immutable.
 */
record NumberTables(Map<String, List<Integer>> byName) {
    private static final int CHARACTERS_MAX = 100_000; // the longest of ours has 5 000

    /** Reads them; anything else is refused with a {@link BadStsValueException}. */
    static NumberTables parse(String text, int radix) {
        StsChecks.require(text.length() <= CHARACTERS_MAX, "tables", "must not exceed 100 000 characters");
        Map<String, List<Integer>> byName = new TreeMap<>();
        List<Integer> current = new ArrayList<>();
        for (String line : text.lines().map(line -> line.replaceFirst("#.*", "").strip()).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new ArrayList<>();
                byName.put(line.substring(1, line.length() - 1), current);
            } else if (!line.isEmpty()) {
                for (String number : line.split("\\s+", -1)) {
                    current.add(number(number, radix));
                }
            }
        }
        return new NumberTables(byName);
    }

    /** A file beside this class. */
    static NumberTables load(String name, int radix) {
        try (InputStream file = NumberTables.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing beside " + NumberTables.class.getName());
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), radix);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The table of that name, which must hold each number from 0 to size - 1 once.
     *
     * @throws BadStsValueException if it does not
     */
    int[] permutation(String name, int size) {
        List<Integer> table = byName.getOrDefault(name, List.of());
        List<Integer> wanted = IntStream.range(0, size).boxed().toList();
        StsChecks.require(table.stream().sorted().toList().equals(wanted), "table " + name,
                "must hold each of 0 to " + (size - 1) + " once");
        return table.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int number(String text, int radix) {
        try {
            return Integer.parseInt(text, radix);
        } catch (NumberFormatException none) {
            throw new BadStsValueException("tables", "must hold whole numbers only");
        }
    }
}
