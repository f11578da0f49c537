package io.wattle.headend.sts.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTest {
    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("keys.store");
    }

    @Test
    void shouldHaveWhatWasPutInWhenItIsOpenedAgain() {
        try (KeyStore made = StsTestKeys.create(file); KeyStore opened = StsTestKeys.open(file)) {
            assertThat(opened.list()).isEqualTo(made.list()).hasSize(4);
            assertThat(opened.moduleId()).isEqualTo("test-module");
            assertThat(opened.vendingKey(StsTestKeys.UNIQUE.supplyGroup(), StsTestKeys.UNIQUE.revision(),
                    StsTestKeys.UNIQUE.kind()).orElseThrow().checkValue()).isEqualTo(made.list().get(0).checkValue());
            assertThat(made.memoryKey().open(new byte[1], opened.memoryKey().seal(new byte[1], new byte[] {7})))
                    .hasValueSatisfying(plain -> assertThat(plain).containsExactly(7));
        }
    }

    @Test
    void shouldMakeAFileForItsOwnerAlone() throws IOException {
        StsTestKeys.create(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).containsExactly("keys.store");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> StsTestKeys.open(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("open to others");
    }

    @Test
    void shouldSayTheSameOfAWrongPassphraseAndOfAChangedFile() throws IOException {
        StsTestKeys.create(file).close();
        byte[] good = Files.readAllBytes(file);

        String wrong = failure(Passphrase.of("wrong horse battery".toCharArray()));
        change(good, good.length - 1);
        String changed = failure(StsTestKeys.passphrase());

        assertThat(changed).isEqualTo(wrong)
                .contains("wrong passphrase, or the file was changed")
                .contains("keys.store");
    }

    @Test
    void shouldRefuseAFileWithAnyByteOfItsFrontChanged() throws IOException {
        StsTestKeys.create(file).close();
        byte[] good = Files.readAllBytes(file);

        for (int at = 0; at < KeyStoreCodec.HEAD_BYTES; at++) {
            change(good, at);
            assertThat(failure(StsTestKeys.passphrase())).as("byte %d", at).contains("keys.store");
        }
        Files.write(file, good);
        StsTestKeys.open(file).close();
    }

    @Test
    void shouldRefuseAFileWithAnyBitOfItsSealedPartChangedOrAnyLengthCut() throws IOException {
        StsTestKeys.create(file).close();
        byte[] good = Files.readAllBytes(file);
        KeyStoreCodec.Head head = KeyStoreCodec.Head.read(good);
        try (SealingKey key = head.cost().key(StsTestKeys.passphrase(), head.salt())) {
            assertThat(KeyStore.unsealed(good, key).keys()).hasSize(4);
            for (int bit = KeyStoreCodec.HEAD_BYTES * 8; bit < good.length * 8; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> KeyStore.unsealed(bad, key)).isInstanceOf(KeyStoreException.class);
            }
            for (int length = KeyStoreCodec.HEAD_BYTES; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThatThrownBy(() -> KeyStore.unsealed(cut, key)).isInstanceOf(KeyStoreException.class);
            }
        }
    }

    @Test
    void shouldRefuseWhatStandsWrongInASealedPart() {
        byte[] one = {0};
        byte[] tooMany = new byte[1 + 32 + 2];
        tooMany[33] = (byte) 0xFF;
        byte[] rest = new byte[1 + 32 + 2 + 1];
        for (byte[] bad : new byte[][] {new byte[0], one, tooMany, rest}) {
            assertThatThrownBy(() -> KeyStoreCodec.decode(bad)).isInstanceOf(KeyStoreException.class);
        }
    }

    @Test
    void shouldBoundWhatAFileMayAskOfTheMachine() {
        assertThatThrownBy(() -> new KdfCost(19_455, 2, 1)).hasMessageContaining("memory");
        assertThatThrownBy(() -> new KdfCost(262_145, 2, 1)).hasMessageContaining("memory");
        assertThatThrownBy(() -> new KdfCost(19_456, 1, 1)).hasMessageContaining("iterations");
        assertThatThrownBy(() -> new KdfCost(19_456, 2, 5)).hasMessageContaining("parallelism");
    }

    @Test
    void shouldNeverPutANewKeystoreInPlaceOfAnOldOne() throws IOException {
        StsTestKeys.create(file).close();
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> StsTestKeys.create(file)).hasMessageContaining("exists");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void shouldRefuseAKeyThatIsThereOrIsNone() {
        try (KeyStore keys = StsTestKeys.create(file)) {
            assertThatThrownBy(() -> keys.add(StsTestKeys.UNIQUE, StsTestKeys.hex(StsTestKeys.OTHER_KEY_HEX)))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> keys.add(
                    new io.wattle.protocols.sts.key.VendingKeyLabel(StsTestKeys.UNIQUE.supplyGroup(),
                            StsTestKeys.UNIQUE.revision().next().next(), StsTestKeys.UNIQUE.kind(),
                            StsTestKeys.UNIQUE.baseDate(), StsTestKeys.UNIQUE.algorithm(),
                            StsTestKeys.UNIQUE.expiry()),
                    new byte[3])).isInstanceOf(BadStsValueException.class);
            assertThat(keys.list()).hasSize(4);
        }
    }

    @Test
    void shouldRefuseAShortPassphraseAndAStrangeName() {
        try (Passphrase shortOne = Passphrase.of("short".toCharArray()); Passphrase good = StsTestKeys.passphrase()) {
            assertThatThrownBy(() -> KeyStore.create(file, shortOne, "m", KdfCost.STANDARD))
                    .hasMessageContaining("at least 12")
                    .hasMessageNotContaining("short");
            assertThatThrownBy(() -> KeyStore.create(file, good, "a b", KdfCost.STANDARD))
                    .hasMessageContaining("module id");
        }
        assertThatThrownBy(() -> Passphrase.of(new char[0])).isInstanceOf(KeyStoreException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldShowNoSecretInAnyText() throws IOException {
        try (KeyStore keys = StsTestKeys.create(file); Passphrase passphrase = StsTestKeys.passphrase()) {
            String texts = keys + " " + keys.list() + " " + passphrase + " " + keys.memoryKey() + " "
                    + keys.vendingKey(StsTestKeys.UNIQUE.supplyGroup(), StsTestKeys.UNIQUE.revision(),
                            StsTestKeys.UNIQUE.kind());
            assertThat(texts.toLowerCase(Locale.ROOT)).doesNotContain(StsTestKeys.KEY_HEX)
                    .doesNotContain(StsTestKeys.PASSPHRASE);
        }
        String bytes = HexFormat.of().formatHex(Files.readAllBytes(file));
        assertThat(bytes).doesNotContain(StsTestKeys.KEY_HEX)
                .doesNotContain(StsTestKeys.DES_KEY_HEX)
                .doesNotContain(HexFormat.of().formatHex(StsTestKeys.PASSPHRASE.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldWipeWhatItHoldsWhenClosed() {
        KeyStore keys = StsTestKeys.create(file);
        Optional<io.wattle.protocols.sts.key.VendingKey> key = keys.vendingKey(StsTestKeys.UNIQUE.supplyGroup(),
                StsTestKeys.UNIQUE.revision(), StsTestKeys.UNIQUE.kind());
        keys.close();

        assertThatThrownBy(() -> key.orElseThrow().checkValue()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.memoryKey().seal(new byte[0], new byte[0]))
                .isInstanceOf(IllegalStateException.class);
        Passphrase passphrase = StsTestKeys.passphrase();
        passphrase.close();
        assertThat(passphrase.bytes()).containsOnly(0);
    }

    private void change(byte[] good, int at) throws IOException {
        byte[] bad = good.clone();
        bad[at] ^= 1;
        Files.write(file, bad);
    }

    private String failure(Passphrase passphrase) {
        try (passphrase; KeyStore opened = KeyStore.open(file, passphrase)) {
            return "opened: " + opened;
        } catch (KeyStoreException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
