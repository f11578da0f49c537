package io.wattle.headend.card.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.card.PrinterOffice;
import io.wattle.headend.registry.BadFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrinterKeyTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void shouldEncryptSoThatThePrinterAloneCanReadF047() throws Exception {
        PrinterOffice printer = PrinterOffice.open(folder.resolve("one"));
        PrinterOffice other = PrinterOffice.open(folder.resolve("two"));
        PrinterKey key = PrinterKey.read(printer.publicKey(), NOW);
        byte[] sealed = key.encrypt("a,b,c\r\nd,e,f\r\n".getBytes(StandardCharsets.US_ASCII), "x.csv", NOW);
        String armored = new String(sealed, StandardCharsets.US_ASCII);
        assertThat(armored).startsWith("-----BEGIN PGP MESSAGE-----");
        assertThat(printer.read(armored)).containsExactly("a,b,c", "d,e,f");
        assertThat(key.isRecipientOf(sealed)).isTrue();
        assertThat(PrinterKey.read(other.publicKey(), NOW).isRecipientOf(sealed)).isFalse();
        assertThatThrownBy(() -> other.read(armored)).isInstanceOf(Exception.class);
        assertThat(key.fingerprint()).matches("[0-9A-F]{40}");
    }

    @Test
    void shouldRefuseWhatIsNoGoodKey() throws Exception {
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "no key");
        assertThatThrownBy(() -> PrinterKey.read(rubbish, NOW)).isInstanceOf(BadFileException.class);
        Path weak = PrinterOffice.weak(folder.resolve("weak")).publicKey();
        assertThatThrownBy(() -> PrinterKey.read(weak, NOW)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("2048");
        assertThatThrownBy(() -> PrinterKey.read(folder.resolve("none"), NOW)).isInstanceOf(BadFileException.class);
    }
}
