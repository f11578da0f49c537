package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wattle sts keystore}: from no keystore to a token. */
class KeystoreCommandTest {
    private static final String KEY = "ABABABABABABABAB";

    @TempDir
    Path folder;

    @BeforeEach
    void writeSecrets() throws IOException {
        secret("passphrase", "correct horse");
        secret("key", KEY);
        secret("even", "ABABABABABABABAA");
        secret("short", "ABAB");
    }

    @Test
    void shouldMakeAKeystoreThatTokensAreMadeWith() {
        assertThat(keystore("create", "--module-id", "bench-1").code()).isZero();
        StsRun added = add("--key-file", folder.resolve("key").toString(), "--sgc", "123456", "--krn", "1");
        assertThat(added.code()).as(added.err()).isZero();
        StsRun listed = keystore("list", "--json");
        assertThat(listed.out()).contains("\"sgc\":\"123456\"", "\"kind\":\"VUDK\"", "\"keyCheckValue\":")
                .doesNotContain(KEY);

        StsRun issued = StsRun
                .of((Object[]) with("issue", "--pan", "600727000000000009", "--sgc", "123456", "--krn", "1",
                        "--units", "25.6"));
        assertThat(issued.code()).as(issued.err()).isZero();
        assertThat(issued.out()).contains("bench-1");
    }

    @Test
    void shouldLeaveAKeystoreThatIsThereAsItIs() throws IOException {
        assertThat(keystore("create", "--module-id", "bench-1").code()).isZero();
        byte[] before = Files.readAllBytes(folder.resolve("keystore"));
        StsRun again = keystore("create", "--module-id", "bench-2");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists");
        assertThat(folder.resolve("keystore")).hasBinaryContent(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sgc 12345 --krn 1  | key   | SGC must be 6 decimal digits
            --sgc 123456 --krn 0 | key   | KRN
            --sgc 123456 --krn 1 | even  | odd parity
            --sgc 123456 --krn 1 | short | vending key
            """)
    void shouldRefuseWhatIsNoKeyAndSayWhy(String label, String file, String reason) throws IOException {
        assertThat(keystore("create", "--module-id", "bench-1").code()).isZero();
        byte[] before = Files.readAllBytes(folder.resolve("keystore"));
        List<String> arguments = new ArrayList<>(List.of("--key-file", folder.resolve(file).toString()));
        arguments.addAll(List.of(label.split(" ")));
        StsRun run = add(arguments.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(reason).doesNotContain("ABAB");
        assertThat(folder.resolve("keystore")).hasBinaryContent(before);
    }

    private StsRun add(String... label) {
        List<String> arguments = new ArrayList<>(List.of("add", "--base-date", "2014", "--dkga", "02"));
        arguments.addAll(Arrays.asList(label));
        return keystore(arguments.toArray(String[]::new));
    }

    private StsRun keystore(String... arguments) {
        List<String> all = new ArrayList<>(List.of("keystore"));
        all.addAll(Arrays.asList(arguments));
        return StsRun.of((Object[]) with(all.toArray(String[]::new)));
    }

    private String[] with(String... arguments) {
        List<String> all = new ArrayList<>(List.of("sts"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--keystore", folder.resolve("keystore").toString(), "--passphrase-file",
                folder.resolve("passphrase").toString()));
        return all.toArray(String[]::new);
    }

    private void secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
