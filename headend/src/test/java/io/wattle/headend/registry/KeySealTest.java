package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.dlms.security.KeyUse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of keys that are sealed: what opens them, what does not, and that what changes them leaves them sealed. */
class KeySealTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String TEXT = "# meters\nM1 " + KEY + " " + KEY + "\nM2 - - password=12345678\n";

    @TempDir
    private Path folder;
    private Path file = Path.of("none");
    private KeySeal seal = new KeySeal(Optional.empty());

    @BeforeEach
    void place() {
        file = folder.resolve("keys.txt");
        OwnerOnlyFile.replace(file, TEXT.getBytes(StandardCharsets.US_ASCII));
        seal = made("seal");
    }

    @Test
    void shouldGiveTheSameKeysSealedAndHaveNothingOfThemInTheFile() throws Exception {
        sealWith(seal);
        assertThat(Files.readString(file)).startsWith("wattle-sealed-keys 1\n").doesNotContain("M1", KEY);
        KeyFile keys = KeyFile.read(file, seal);
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.keysOf("M1").orElseThrow().encryptionKey()).isEqualTo(HexFormat.of().parseHex(KEY));
        byte[] before = Files.readAllBytes(file);
        try (KeyFileEditor store = KeyFileEditor.open(file, seal)) {
            byte[] master = new byte[16];
            store.put("M1", store.find("M1")
                    .orElseThrow()
                    .sending(Map.of(KeyUse.MASTER, master))
                    .settled(
                            Set.of(KeyUse.MASTER)));
            assertThat(store.isSealed()).isTrue();
            assertThat(store.find("M1").orElseThrow().find(KeyUse.MASTER)).contains(master);
        }
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
        try (KeyFileEditor store = KeyFileEditor.open(file, seal)) {
            store.seal(false);
        }
        assertThat(Files.readString(file)).startsWith("# meters\nM1 " + KEY).endsWith("M2 - - password=12345678\n");
    }

    @Test
    void shouldRefuseAnotherKeyNoKeyAndAChangedFile() throws Exception {
        sealWith(seal);
        assertThatThrownBy(() -> KeyFile.read(file, made("other"))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("sealed with another, or the file was changed");
        assertThatThrownBy(() -> KeyFile.read(file, new KeySeal(Optional.empty())))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("WATTLE_KEYS_SEAL names no file");
        List<String> lines = Files.readAllLines(file);
        for (int at : List.of(0, 20, lines.get(1).length() / 2)) {
            char[] changed = lines.get(1).toCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            write(lines.getFirst() + "\n" + new String(changed) + "\n");
            assertThatThrownBy(() -> KeyFile.read(file, seal)).isInstanceOf(BadFileException.class);
        }
        for (String bad : List.of("", "AAAA\n", "*\n", lines.get(1) + "\nmore\n")) {
            write(lines.getFirst() + "\n" + bad);
            assertThatThrownBy(() -> KeyFile.read(file, seal)).isInstanceOf(BadFileException.class)
                    .hasMessageContaining("in base64");
        }
        Path empty = folder.resolve("empty");
        OwnerOnlyFile.replace(empty, "12\n".getBytes(StandardCharsets.US_ASCII));
        write(lines.get(0) + "\n" + lines.get(1) + "\n");
        assertThatThrownBy(() -> KeyFile.read(file, new KeySeal(Optional.of(empty))))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void shouldChangeNothingWhenItCannotSeal() throws Exception {
        try (KeyFileEditor store = KeyFileEditor.open(file, new KeySeal(Optional.empty()))) {
            assertThatThrownBy(() -> store.seal(true)).isInstanceOf(BadFileException.class);
        }
        assertThat(Files.readString(file)).isEqualTo(TEXT);
        assertThatThrownBy(() -> KeyFileEditor.makeSealKey(folder.resolve("seal")))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("is there already");
    }

    private void sealWith(KeySeal with) {
        try (KeyFileEditor store = KeyFileEditor.open(file, with)) {
            store.seal(true);
        }
    }

    private KeySeal made(String name) {
        Path key = folder.resolve(name);
        KeyFileEditor.makeSealKey(key);
        return new KeySeal(Optional.of(key));
    }

    private void write(String text) {
        OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
