package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no vectors, for {@code wattle sts compute} and {@code verify}. */
class VectorFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | line 1, column 1: must be a JSON array
            [                                 | line 1, column 2: ends before the array does
            [{]                               | line 1, column 3: is not JSON
            [] 7                              | has something after the array
            [{"a":1,"a":2}]                   | has the same field twice
            [1e999999999999]                  | line 1, column 2: has a number out of all range
            [abababababababab]                | line 1, column 2: is not JSON
            [[[[[[[[[[[[]]]]]]]]]]]]          | is too large or too deep
            """)
    void shouldRefuseAFileThatIsNoArrayAndSayWhere(String text, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("v.json"), text);
        for (String verb : List.of("compute", "verify")) {
            StsRun run = StsRun.of("sts", verb, "--vectors", file);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).startsWith("wattle: " + file + ", ").contains(said).doesNotContain("abab");
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    void shouldRefuseAVectorThatIsTooLarge(int values) throws IOException {
        Path file = Files.writeString(folder.resolve("v.json"), "[\n{\"a\":[" + "1,".repeat(values) + "1]}]");
        StsRun run = StsRun.of("sts", "compute", "--vectors", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("line 2, column ", "more than 1000 names and values");
    }

    @Test
    void shouldRefuseAFileThatIsMissingOrNoText() throws IOException {
        assertThat(StsRun.of("sts", "verify", "--vectors", folder.resolve("none")).err()).contains("cannot be read");
        Path file = Files.write(folder.resolve("v.json"), new byte[] {'[', (byte) 0xFF, ']'});
        StsRun run = StsRun.of("sts", "verify", "--vectors", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("line 1, column 1: is not UTF-8");
    }

    @Test
    void shouldNeverFailUnexpectedly() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = StsRun.vectors().getBytes(StandardCharsets.UTF_8);
        for (int run = 0; run < 100; run++) {
            byte[] bad = good.clone();
            int from = random.nextInt(good.length - 3_000);
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                bad[from + random.nextInt(3_000)] = (byte) "0129-.eE\"{}[],:nulltrue\\ \u00ff"
                        .charAt(random.nextInt(26));
            }
            Path file = Files.write(folder.resolve("v.json"), bad);
            StsRun computed = StsRun.of("sts", run % 2 == 0 ? "compute" : "verify", "--vectors", file);
            assertThat(computed.code()).as("seed %s", seed).isBetween(0, 1);
            assertThat(computed.err().lines().count()).as("seed %s: %s", seed, computed.err()).isLessThan(2);
            assertThat(computed.err()).as("seed %s", seed).doesNotContain("unexpectedly");
        }
    }
}
