package io.wattle.headend.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.registry.BadFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerKeysTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepEveryKeyAcrossRestarts() {
        List<String> names = IntStream.range(0, 3_000).mapToObj(i -> "customer " + i).toList();
        Map<String, byte[]> made;
        try (CustomerKeys keys = open()) {
            made = keys.findOrMake(names);
            assertThat(keys.findOrMake(names.subList(0, 10)).get("customer 3")).isEqualTo(made.get("customer 3"));
        }
        try (CustomerKeys keys = open()) {
            assertThat(keys.count()).isEqualTo(3_000);
            names.forEach(name -> assertThat(keys.find(name)).hasValueSatisfying(
                    key -> assertThat(key).isEqualTo(made.get(name))));
            assertThat(keys.find("nobody")).isEmpty();
        }
    }

    @Test
    void shouldLeaveNoCopyOfARemovedKey() throws IOException {
        byte[] sealed;
        try (CustomerKeys keys = open()) {
            keys.findOrMake(List.of("customer a", "customer b"));
            byte[] all = Files.readAllBytes(file());
            sealed = record(all, "customer a");
            keys.remove(List.of("customer a", "nobody"));
            assertThat(keys.find("customer a")).isEmpty();
            assertThat(keys.find("customer b")).isPresent();
        }
        assertThat(hex(Files.readAllBytes(file()))).doesNotContain(hex(sealed))
                .doesNotContain(hex("customer a"
                        .getBytes(StandardCharsets.US_ASCII)));
        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("customers.keys",
                    "master.key");
        }
        try (CustomerKeys keys = open()) {
            assertThat(keys.count()).isEqualTo(1);
            byte[] anew = keys.findOrMake(List.of("customer a")).get("customer a");
            assertThat(anew).isNotNull();
        }
    }

    @Test
    void shouldCutOffWhatACrashLeftUnfinished() throws IOException {
        try (CustomerKeys keys = open()) {
            keys.findOrMake(List.of("customer a", "customer b"));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = whole.length - 1; length > whole.length - 80; length -= 7) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (CustomerKeys keys = open()) {
                assertThat(keys.count()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldRefuseADamagedFileAForeignMasterKeyAndAnOpenFile() throws IOException {
        try (CustomerKeys keys = open()) {
            keys.findOrMake(List.of("customer a"));
            keys.findOrMake(List.of("customer b"));
        }
        byte[] whole = Files.readAllBytes(file());
        byte[] damaged = whole.clone();
        damaged[60] ^= 1;
        Files.write(file(), damaged);
        assertThatThrownBy(this::open).isInstanceOf(CustomerKeysException.class).hasMessageContaining("damaged");
        Files.write(file(), whole);
        Files.writeString(folder.resolve("keys/master.key"), "00".repeat(32), StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(this::open).isInstanceOf(CustomerKeysException.class).hasMessageContaining("master");
        Files.delete(folder.resolve("keys/master.key"));
        assertThatThrownBy(this::open).isInstanceOf(CustomerKeysException.class).hasMessageContaining("missing");
        Files.writeString(folder.resolve("keys/master.key"), "00".repeat(32));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::open).isInstanceOf(BadFileException.class);
    }

    @Test
    void shouldSealTheSameAsTheSameBytesAndOpenItOnlyInItsPlace() {
        byte[] key = new byte[32];
        byte[] plain = {1, 2, 3};
        byte[] sealed = Aes.seal(key, "here", plain);
        assertThat(Aes.seal(key, "here", plain)).isEqualTo(sealed);
        assertThat(Aes.seal(key, "there", plain)).isNotEqualTo(sealed);
        assertThat(Aes.open(key, "here", sealed)).contains(plain);
        assertThat(Aes.open(key, "there", sealed)).isEmpty();
        sealed[13] ^= 1;
        assertThat(Aes.open(key, "here", sealed)).isEmpty();
    }

    private CustomerKeys open() {
        return CustomerKeys.open(new CustomersConfig(folder.resolve("keys"), folder.resolve("keys/master.key")));
    }

    private Path file() {
        return folder.resolve("keys/customers.keys");
    }

    private static byte[] record(byte[] all, String subject) {
        String text = hex(all);
        int at = text.indexOf(hex(subject.getBytes(StandardCharsets.US_ASCII))) / 2 + subject.length();
        return Arrays.copyOfRange(all, at, at + KeyRecord.SEALED_BYTES);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
