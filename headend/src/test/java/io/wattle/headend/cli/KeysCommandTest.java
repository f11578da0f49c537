package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.Main;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of keys, sealed and unsealed from the command line. */
class KeysCommandTest {
    private static final String TEXT = "M1 - - password=12345678\n";
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;
    private Path keys = Path.of("none");
    private Path seal = Path.of("none");

    @BeforeEach
    void place() {
        keys = folder.resolve("keys.txt");
        seal = folder.resolve("seal");
        OwnerOnlyFile.replace(keys, TEXT.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldSealWithTheKeyThatTheEnvironmentNames() throws Exception {
        assertThat(run("keys", "make-seal", seal.toString())).isZero();
        assertThat(Files.readString(seal)).matches("[0-9a-f]{64}\n");
        assertThat(run("keys", "make-seal", seal.toString())).as("once").isEqualTo(1);
        assertThat(child("seal")).isZero();
        assertThat(Files.readString(keys)).startsWith("wattle-sealed-keys 1\n");
        assertThat(run("keys", "unseal", keys.toString())).as("without the key").isEqualTo(1);
        assertThat(said.toString()).contains("WATTLE_KEYS_SEAL names no file").doesNotContain(Files.readString(seal));
        assertThat(child("unseal")).isZero();
        assertThat(Files.readString(keys)).isEqualTo(TEXT);
    }

    private int run(String... words) {
        PrintWriter writer = new PrintWriter(said, true);
        return WattleCommand.run(writer, writer, words);
    }

    private int child(String verb) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "keys", verb, keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.txt").toFile());
        builder.environment().put("WATTLE_KEYS_SEAL", seal.toString());
        Process child = builder.start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return child.exitValue();
    }
}
