package io.wattle.protocols.dlms.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the fuzzer bred, told again: nothing throws, and nothing takes more memory than its length allows. */
class DecoderCorpusTest {

    @Test
    void shouldTakeEverythingThatTheFuzzerKept() throws IOException {
        Set<Integer> ways = new HashSet<>();
        List<String> lines = lines();
        for (String line : lines) {
            byte[] input = Base64.getDecoder().decode(line);
            try {
                DecoderFuzz.fuzzerTestOneInput(input);
            } catch (RuntimeException failed) {
                throw new AssertionError("input " + line, failed);
            }
            ways.add((input[0] & 0xFF) % DecoderFuzz.WAYS);
        }
        assertThat(lines).hasSizeGreaterThan(500);
        assertThat(ways).hasSize(DecoderFuzz.WAYS);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(DecoderCorpusTest.class.getResourceAsStream("corpus.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
