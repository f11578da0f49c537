package io.wattle.protocols.dlms.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The corpus as the fuzzer has it, a file an input, and as the project keeps it, a line an input. */
public final class CorpusFiles {
    private static final int INPUT_BYTES_MAX = 512; // longer ones say nothing that shorter ones do not

    private CorpusFiles() {}

    /** Arguments: {@code unpack TEXT FOLDER} or {@code pack FOLDER TEXT}. */
    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[1]);
        Path to = Path.of(args[2]);
        if (args[0].equals("unpack")) {
            Files.createDirectories(to);
            List<String> lines = Files.readAllLines(from).stream().filter(line -> !line.startsWith("#")).toList();
            for (String line : lines) {
                byte[] input = Base64.getDecoder().decode(line);
                Files.write(to.resolve("kept-" + Integer.toHexString(Arrays.hashCode(input))), input);
            }
        } else {
            Files.write(to, Stream.concat(Stream.of("# bred by Jazzer; see docs/dlms.md"), packed(from)).toList());
        }
    }

    private static Stream<String> packed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(CorpusFiles::read)
                    .filter(input -> input.length > 1 && input.length <= INPUT_BYTES_MAX)
                    .map(Base64.getEncoder()::encodeToString)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
