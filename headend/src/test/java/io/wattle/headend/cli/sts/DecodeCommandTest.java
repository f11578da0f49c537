package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.keystore.KeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wattle sts decode} and {@code test}, as a technician types them. */
class DecodeCommandTest {
    private static final String TOKEN = "35500312443047940328"; // public vector SIM-2
    private static final String KEY = "e7b21aa9ec929c96";

    @TempDir
    Path folder;
    private Path keyFile;

    @BeforeEach
    void writeKey() throws IOException {
        keyFile = owned("key", "# of a test meter\n" + KEY + "\n");
    }

    @Test
    void shouldShowACreditToken() {
        StsRun run = StsRun.of("sts", "decode", "3550 0312", "4430-4794", "0328", "--raw-key-file", keyFile,
                "--base-date", "2014");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.lines()).containsExactly("class          0", "subclass       0",
                "token          credit, electricity", "rnd            5", "tid            6675056",
                "date           2026-09-10T10:56Z", "units          100", "amount         10.0 kWh");
    }

    @Test
    void shouldShowTheDateOnEachBaseDateWhereItIsNotKnown() {
        StsRun run = StsRun.of("sts", "decode", TOKEN, "--raw-key-file", keyFile, "--json");

        assertThat(run.lines()).containsExactly("{\"class\":0,\"subclass\":0,\"token\":\"credit, electricity\","
                + "\"rnd\":5,\"tid\":6675056,\"dateSince1993\":\"2005-09-10T10:56Z\","
                + "\"dateSince2014\":\"2026-09-10T10:56Z\",\"dateSince2035\":\"2047-09-10T10:56Z\",\"units\":100,"
                + "\"amount\":\"10.0 kWh\"}");
    }

    @Test
    void shouldShowATestWithoutAKey() {
        StsRun run = StsRun.of("sts", "decode", "02305843005052951967");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("test or display", "268435455");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3550031244304794032   | token must have 20 digits, has 19
            355003124430479403281 | token must have 20 digits, has 21
            73786976294838206464  | token is larger than any token can be
            3550031244304794032x  | token has something else than a digit
            35500312443047940329  | token CRC_ERROR, mistyped, or made for another key
            00000000000402653184  | token has class 3, which is reserved
            """)
    void shouldRefuseWhatIsNoTokenOfThatKey(String token, String said) {
        StsRun run = StsRun.of("sts", "decode", token, "--raw-key-file", keyFile);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("wattle: " + said).doesNotContain(token, KEY);
        assertThat(run.out()).isEmpty();
        assertThat(StsRun.of("sts", "decode", token, "--raw-key-file", keyFile, "--json").out())
                .startsWith("{\"refused\":\"token\",\"reason\":\"");
    }

    @Test
    void shouldRefuseAnotherMetersKeyAndNoKey() throws IOException {
        Path other = owned("other", "0abc12def3456789\n");
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", other).err()).contains("CRC_ERROR");
        assertThat(StsRun.of("sts", "decode", TOKEN).err()).contains("key is missing", "class 0");
        Path mistyped = Files.writeString(keyFile, KEY.substring(1));
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", mistyped).err())
                .contains("an even number of hexadecimal digits")
                .doesNotContain(KEY.substring(1));
        Files.writeString(keyFile, KEY + KEY);
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", keyFile).err())
                .contains("decoder key must have 8 bytes for EA 07, has 16");
        Files.writeString(keyFile, "");
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", keyFile).err()).contains("has 0 lines");
        Files.writeString(keyFile, KEY);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", keyFile).err()).contains("open to others");
    }

    @Test
    void shouldRefuseAKeyFileThatIsNoneWithoutReadingAllOfIt() throws IOException {
        Path huge = owned("huge", "ab".repeat(10_000));
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", huge).err())
                .contains("is longer than 4096 bytes");
        Path binary = owned("binary", "\u00fc\u0001");
        assertThat(StsRun.of("sts", "decode", TOKEN, "--raw-key-file", binary).err()).contains("hexadecimal digits");
    }

    @Test
    void shouldDecodeWithAKeystore() throws IOException {
        Path keystore = folder.resolve("keystore");
        try (KeyStore made = StsTestKeys.create(keystore)) {
            assertThat(made.list()).isNotEmpty();
        }
        Path passphrase = owned("passphrase", StsTestKeys.PASSPHRASE + "\n");
        String[] meter = {"--keystore", keystore.toString(), "--passphrase-file", passphrase.toString(), "--pan",
                "600727000000000009", "--sgc", "201457", "--krn", "1"};
        StsRun issued = sts("issue", meter, "--money", "-0.125", "--service", "gas", "--json");
        assertThat(issued.code()).as(issued.err()).isZero();
        String token = issued.out().replaceFirst(".*\"tokens\":\\[\"([0-9 ]{24})\"].*\\s*", "$1");

        StsRun read = sts("decode", meter, token);
        assertThat(read.code()).as(read.err()).isZero();
        assertThat(read.out()).contains("credit in currency, gas", "-0.12500").doesNotContain("rnd");
        assertThat(sts("decode", meter, token, "--ti", "2").err()).contains("CRC_ERROR");
        assertThat(sts("decode", meter, token, "--kt", "3").err())
                .contains("vending key of SGC 201457 and KRN 1 that makes a DCTK is not here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --bit 0 --form short_code                    | 0000 0000 0001 5099 7584
            --bit 15 --form long_code                    | 0115 3062 2422 2942 8368
            --all --form long_code                       | 0230 5843 0050 5295 1967
            """)
    void shouldMakeTestTokens(String options, String token) {
        StsRun run = sts("test", options.split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.lines().getFirst()).isEqualTo("tokens         " + token);
    }

    @Test
    void shouldRefuseTestsThatNoTokenCanName() {
        assertThat(sts("test", new String[] {"--bit", "28", "--form", "long_code"}).err())
                .contains("control must be 0 to 268435455");
        assertThat(sts("test", new String[] {"--bit", "36"}).err()).contains("bit must be 0 to 35, was 36");
        assertThat(sts("test", new String[] {"--all", "--manufacturer", "256"}).code()).isEqualTo(1);
        assertThat(sts("test", new String[] {}).code()).isEqualTo(2);
    }

    private static StsRun sts(String verb, String[] some, String... more) {
        Object[] all = new Object[2 + some.length + more.length];
        all[0] = "sts";
        all[1] = verb;
        System.arraycopy(some, 0, all, 2, some.length);
        System.arraycopy(more, 0, all, 2 + some.length, more.length);
        return StsRun.of(all);
    }

    private Path owned(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
