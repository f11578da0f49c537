package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String ENCRYPTION = "000102030405060708090a0b0c0d0e0f";
    private static final String AUTHENTICATION = "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf";

    @TempDir
    Path folder;

    @Test
    void shouldGiveTheKeysOfAMeter() throws IOException {
        KeyFile keys = KeyFile.read(file("# two\nM1 " + ENCRYPTION + " " + AUTHENTICATION + "\n", "rw-------"));

        assertThat(keys.keysOf("M1").orElseThrow().encryptionKey()).startsWith(0, 1, 2).hasSize(16);
        assertThat(keys.keysOf("M2")).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatOthersMayRead() throws IOException {
        Path file = file("M1 " + ENCRYPTION + " " + AUTHENTICATION + "\n", "rw-r--r--");
        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void shouldNameTheLineAndNeverTheKey() throws IOException {
        Path file = file("M1 " + ENCRYPTION + " " + AUTHENTICATION.substring(1) + "\n", "rw-------");
        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("authentication key")
                .hasMessageNotContaining(AUTHENTICATION.substring(1))
                .hasMessageNotContaining(ENCRYPTION);
    }

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.txt"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
