package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.security.KeyUse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Lines of the file of keys: whatever stands there is keys or a named fault, and what is written is read back. */
class KeyLineLawsTest {
    private static final Path FILE = Path.of("keys.txt");

    @Property(tries = 1_000)
    void shouldTakeEveryLineForKeysOrForAFaultThatShowsNothingOfIt(@ForAll("lines") String line) {
        try {
            KeyLine.read(FILE, 7, line)
                    .ifPresent(read -> assertThat(KeyLine.read(FILE, 7, read.write()))
                            .hasValueSatisfying(again -> assertThat(again.serial()).isEqualTo(read.serial())));
        } catch (BadFileException named) {
            assertThat(named).hasMessageStartingWith("keys.txt, line 7: ");
        }
    }

    @Property(tries = 200)
    void shouldReadBackWhatItWrites(@ForAll @Size(16) byte[] encryption, @ForAll @Size(16) byte[] master,
            @ForAll @IntRange(min = 1, max = 9) int number) {
        KeyLine line = new KeyLine("M" + number,
                new MeterSecrets(Map.of(KeyUse.ENCRYPTION, encryption), Map.of(KeyUse.MASTER, master)));
        Optional<KeyLine> read = KeyLine.read(FILE, 1, line.write());
        assertThat(read.orElseThrow().secrets().find(KeyUse.ENCRYPTION)).contains(encryption);
        assertThat(read.orElseThrow().secrets().next().get(KeyUse.MASTER)).isEqualTo(master);
        assertThat(line.toString()).doesNotContain(HexFormat.of().formatHex(encryption));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> words = Arbitraries.of("-", "M1", "#", "00", "0a".repeat(16), "0a".repeat(32), "password=",
                "password=x", "password-hex=0", "master-key=" + "00".repeat(16), "next-", "next-master-key=",
                "next-encryption-key=" + "11".repeat(16), "=", "signing-key=zz", "meter-signing-certificate=3000",
                "\u0000", "\u00e4=\u00e4");
        Arbitrary<String> known = words.list().ofMaxSize(7).map(list -> String.join(" ", list));
        return Arbitraries.oneOf(known, Arbitraries.strings().ofMaxLength(80));
    }
}
