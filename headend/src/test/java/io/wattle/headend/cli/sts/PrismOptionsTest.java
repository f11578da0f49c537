package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.prism.ScriptedModule;
import io.wattle.headend.sts.prism.ScriptedModule.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The offline commands with a module on the network instead of the keystore's keys. */
class PrismOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] METER = {"--pan", "600727000000000009", "--sgc", "201457", "--krn", "1"};

    @TempDir
    Path folder;
    private ScriptedModule far;

    @BeforeEach
    void start() throws IOException {
        far = new ScriptedModule(0);
        StsTestKeys.create(folder.resolve("keystore")).close();
        Path passphrase = Files.writeString(folder.resolve("passphrase"), StsTestKeys.PASSPHRASE);
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("registers"), """
                4 201457 1 VUDK 2014 04 255 ABC123
                5 123456 1 VUDK 1993 02 255
                """);
    }

    @AfterEach
    void stop() throws IOException {
        far.close();
    }

    @Test
    void shouldIssueByTheModuleAndReadItsTokens() throws IOException {
        JsonNode issued = JSON.readTree(prism("issue", METER, "--units", "25.6", "--json").out());
        assertThat(issued.get("module").asText()).isEqualTo("TSM-0815");
        assertThat(issued.get("keyCheckValue").asText()).isEqualTo("ABC123");
        assertThat(folder.resolve("keystore.tids"))
                .hasContent("600727000000000009 2014 " + issued.get("tid").asInt() + "\n");

        StsRun read = prism("decode", METER, issued.get("tokens").get(0).asText());
        assertThat(read.code()).as(read.err()).isZero();
        assertThat(read.out()).contains("256");
    }

    @Test
    void shouldChangeAKeyByTheModule() throws IOException {
        StsRun run = prism("keychange", METER, "--new-ti", "2", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("tokens")).hasSize(2);
        assertThat(prism("keychange", METER, "--new-ea", "11").err()).contains("EA cannot change from 07 to 11");
    }

    @Test
    void shouldGoOnWithARolloverThatTheModuleBroke() throws IOException {
        Path list = folder.resolve("meters.csv");
        StringBuilder rows = new StringBuilder("pan,sgc,krn,ti,ea,new_sgc,new_krn\n");
        for (int i = 0; i < 5; i++) {
            rows.append(StsTestKeys.meter(i).pan()).append(",123456,1,01,07,201457,1\n");
        }
        Files.writeString(list, rows);
        assertThat(prism("rollover", new String[] {list.toString()}, "--plan").lines().getLast())
                .isEqualTo("5 meters: 5 could be done, 0 refused.");
        assertThat(far.heard()).isEmpty();

        far.next(Trouble.NONE, Trouble.NONE, Trouble.CUT);
        StsRun broken = prism("rollover", new String[] {list.toString()});
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("stopped at line 4: ");
        List<String> before = Files.readAllLines(folder.resolve("meters.csv.results.csv"));
        assertThat(before).hasSize(3);

        assertThat(prism("rollover", new String[] {list.toString()}).code()).isZero();
        assertThat(Files.readAllLines(folder.resolve("meters.csv.results.csv"))).hasSize(6).containsAll(before);
    }

    @Test
    void shouldSayThatTheModuleCannotBeReached() throws IOException {
        far.close();
        StsRun run = prism("issue", METER, "--units", "1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("security module cannot be reached at 127.0.0.1:" + far.port());
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prism-port 0                   | 1 | --prism-port must be 1 to 65535, was 0
            --prism-port x                   | 2 | Invalid value for option '--prism-port'
            --prism-answer-timeout-ms 0      | 1 | --prism-answer-timeout-ms must be 10 to 120000, was 0
            --prism-connect-timeout-ms 130000 | 1 | --prism-connect-timeout-ms must be 10 to 120000, was 130000
            --prism-registers none           | 1 | none: cannot be read
            --prism-registers /dev/zero      | 1 | /dev/zero: is longer than 1048576 bytes
            """)
    void shouldRefuseSettingsThatCannotBe(String options, int code, String said) {
        List<Object> all = command("issue", METER, "--units", "1");
        String[] words = options.split(" ");
        int at = all.indexOf(words[0]);
        if (at < 0) {
            all.addAll(List.of(words));
        } else {
            all.set(at + 1, words[1]);
        }
        StsRun run = StsRun.of(all.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(said);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldWantAllThatNamesAModule() {
        List<Object> all = command("issue", METER, "--units", "1");
        int registers = all.indexOf("--prism-registers");
        all.subList(registers, registers + 2).clear();
        StsRun run = StsRun.of(all.toArray());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--prism-registers=FILE");
    }

    private StsRun prism(String verb, String[] what, String... more) {
        return StsRun.of(command(verb, what, more).toArray());
    }

    private List<Object> command(String verb, String[] what, String... more) {
        List<Object> all = new ArrayList<>(List.of("sts", verb, "--keystore", folder.resolve("keystore"),
                "--passphrase-file", folder.resolve("passphrase"), "--prism-host", "127.0.0.1", "--prism-port",
                far.port(), "--prism-registers", folder.resolve("registers")));
        all.addAll(List.of(what));
        all.addAll(List.of(more));
        return all;
    }
}
