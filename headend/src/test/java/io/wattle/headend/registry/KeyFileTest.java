package io.wattle.headend.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.dlms.security.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void shouldGiveWhateverElseAnAssociationNeeds() throws IOException {
        KeyFile keys = KeyFile
                .read(file("M1 - - password=12345678\nM2 " + ENCRYPTION + ENCRYPTION + " " + AUTHENTICATION
                        + AUTHENTICATION + " signing-key=" + "0a".repeat(48) + " password-hex=00ff\n", "rw-------"));

        assertThat(keys.keysOf("M1").orElseThrow().find(KeyUse.PASSWORD)).contains("12345678".getBytes(US_ASCII));
        assertThat(keys.keysOf("M1").orElseThrow().find(KeyUse.ENCRYPTION)).isEmpty();
        assertThat(keys.keysOf("M2").orElseThrow().encryptionKey()).hasSize(32);
        assertThat(keys.keysOf("M2").orElseThrow().find(KeyUse.SIGNING).orElseThrow()).hasSize(48);
        assertThat(keys.keysOf("M2").orElseThrow().find(KeyUse.PASSWORD)).contains(new byte[] {0, -1});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"M1 - - secret|field after the global keys must be name=value",
            "M1 - - colour=00|unknown key colour", "M1 - - signing-key=0a0|signing-key must be hex digits",
            "M1 - - signing-key=0a0b|signing-key must have 32 or 48 bytes, has 2",
            "M1 - - master-key=00 master-key=00|master-key stands there twice", "M1 -|must be: serial"})
    void shouldSayWhichFieldIsWrong(String line, String message) throws IOException {
        Path file = file(line + "\n", "rw-------");
        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining(message);
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
