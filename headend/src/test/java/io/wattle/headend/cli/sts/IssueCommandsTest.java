package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.keystore.KeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a technician makes with a keystore: {@code wattle sts issue}, {@code keychange} and {@code rollover}. */
class IssueCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = "pan,sgc,krn,ti,ea,new_sgc,new_krn\n";
    private static final String ROW = ",123456,1,01,07,201457,1\n";

    @TempDir
    Path folder;
    private Path list;
    private Path results;

    @BeforeEach
    void makeKeystore() throws IOException {
        try (KeyStore made = StsTestKeys.create(folder.resolve("keystore"))) {
            assertThat(made.list()).hasSize(4);
        }
        Path passphrase = Files.writeString(folder.resolve("passphrase"), StsTestKeys.PASSPHRASE);
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        list = folder.resolve("meters.csv");
        results = folder.resolve("meters.csv.results.csv");
    }

    @Test
    void shouldGiveTwoTokensOfOneMinuteTwoIdentifiers() throws IOException {
        JsonNode first = JSON.readTree(issue("--units", "25.6", "--json").out());
        JsonNode second = JSON.readTree(issue("--units", "25.6", "--json").out());

        assertThat(first.get("tokens").get(0).asText()).matches("([0-9]{4} ){4}[0-9]{4}");
        assertThat(second.get("tid").asInt()).isGreaterThan(first.get("tid").asInt());
        assertThat(first.get("amount").asText()).isEqualTo("25.6 kWh");
        assertThat(Files.readString(folder.resolve("keystore.tids"))).contains("600727000000000009 2014 "
                + second.get("tid").asInt() + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --units 0.1 --service water       | credit, water
            --money 12.50                     | credit in currency, electricity
            --max-power 5000                  | set maximum power
            --max-unbalance 500               | set maximum phase unbalance
            --clear-credit all                | clear credit
            --clear-credit 7                  | clear credit
            --clear-tamper                    | clear tamper
            --tariff-rate 65535               | set tariff rate
            --water-factor 1                  | set water factor
            --extended 63:1                   | extended setting
            """)
    void shouldIssueAllThatATokenCanSay(String options, String said) {
        StsRun run = issue(options.split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --units 25.65                     | units must not have more than 1 decimals
            --units much                      | units must be a number
            --units 1820162.5                 | amount must be 0 to 18201624
            --units -1                        | amount must be 0 to 18201624
            --money 1.000001                  | money must not have more than 5 decimals
            --max-power 99999999              | amount must be 0 to 18201624
            --clear-credit 8                  | register must be 0 to 7 or 65535
            --tariff-rate 65536               | rate must be 0 to 65535
            --extended 64:0                   | index must be 0 to 63
            --extended x                      | extended setting must be INDEX:VALUE
            --units 1 --pan 600727000000000008 | MeterPAN has a wrong check digit
            --units 1 --drn 12345678904       | DRN has a wrong check digit
            --units 1 --krn 3                 | vending key of SGC 201457 and KRN 3 that makes a DUTK is not here
            --units 1 --sgc 123456            | base date 1993 has run out
            --units 1 --kt 1 --krn 2          | KT a meter with a default key (DDTK) takes no credit
            --units 1 --ti 100                | TI must be 0 to 99
            """)
    void shouldRefuseWhatNoTokenCanSay(String options, String said) {
        StsRun run = issue(options.split(" "));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("wattle: ").contains(said);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldAskForExactlyOneThing() {
        assertThat(issue().code()).isEqualTo(2);
        assertThat(issue("--clear-tamper", "--units", "1").code()).isEqualTo(2);
    }

    @Test
    void shouldSayInWordsThatATimeZoneIsNone() {
        StsRun run = issue("--units", "1", "--zone", "Mars");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'Mars' is no time zone").doesNotContain("java.time");
    }

    @Test
    void shouldRefuseAFileOfIdentifiersThatIsNone() {
        StsRun run = issue("--units", "1", "--tids", "/dev/full");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("/dev/full: is no regular file");
    }

    @Test
    void shouldMakeAKeyChangeThatTheOldKeyReads() throws IOException {
        JsonNode two = JSON.readTree(with("keychange", "--sgc", "123456", "--new-sgc", "201457", "--json").out());
        assertThat(two.get("tokens")).hasSize(2);
        assertThat(two.get("rollover").asBoolean()).isTrue();
        assertThat(with("decode", "--sgc", "123456", two.get("tokens").get(0).asText()).out())
                .contains("part of a key change");
        assertThat(JSON.readTree(with("keychange", "--sgc", "123456", "--new-sgc", "201457", "--three-tokens",
                "--json").out()).get("tokens")).hasSize(3);
        assertThat(JSON.readTree(with("keychange", "--ea", "11", "--new-ti", "2", "--json").out()).get("tokens"))
                .hasSize(4);
        assertThat(with("keychange").err()).contains("new key is the old one");
        assertThat(with("keychange", "--new-sgc", "201460", "--new-krn", "7").err()).contains("has expired");
        assertThat(with("keychange", "--ea", "11", "--new-ti", "2", "--three-tokens").err()).contains("EA 07 only");
    }

    @Test
    void shouldPlanAndThenIssueARolloverLineByLine() throws IOException {
        Files.writeString(list, HEADER + "600727000000000009" + ROW + "000001000000000082" + ROW
                + "600727000000000008" + ROW + "600727111111111153,123456,1,01,11,201457,1\n" + "600727000000000009"
                + ROW + "600727111111111153,201457,1,01,07,201457,1\n");
        StsRun plan = rollover("--plan");
        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.lines()).containsExactly("line 2  600727000000000009  planned: 2 tokens",
                "line 3  000001000000000082  planned: 2 tokens",
                "line 4  -  refused: pan at column 1: MeterPAN has a wrong check digit",
                "line 5  600727111111111153  refused: EA 11 does not go with DKGA 02",
                "line 6  600727000000000009  refused: meter stands on an earlier line, too",
                "line 7  600727111111111153  refused: meter stands on an earlier line, too",
                "6 meters: 2 could be done, 4 refused.");
        assertThat(results).doesNotExist();

        StsRun run = rollover();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines().getLast()).startsWith("6 meters: 2 issued, 4 refused; 0 of them by runs before.");
        List<String> rows = Files.readAllLines(results);
        assertThat(rows).hasSize(7);
        assertThat(rows.get(1)).matches("2,600727000000000009,issued,[0-9]{20},[0-9]{20},,,[0-9A-F]{6},rollover-.*-2,");
        assertThat(rows.get(3)).isEqualTo("4,,refused,,,,,,,\"pan at column 1: MeterPAN has a wrong check digit\"");
        assertThat(run.out()).doesNotContain(rows.get(1).substring(30, 50));
    }

    @Test
    void shouldGoOnWhereItWasKilledAndIssueTheSame() throws IOException {
        int meters = 30;
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < meters; i++) {
            text.append(StsTestKeys.meter(i).pan()).append(ROW);
        }
        Files.writeString(list, text);
        assertThat(rollover().code()).isZero();
        byte[] whole = Files.readAllBytes(results);
        for (int kept : List.of(0, 3, 90, 91, 200, whole.length / 2, whole.length - 1, whole.length)) {
            Files.write(results, java.util.Arrays.copyOf(whole, kept), StandardOpenOption.TRUNCATE_EXISTING);
            StsRun again = rollover("--json");
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(Files.readAllBytes(results)).as("cut after %s bytes", kept).isEqualTo(whole);
            assertThat(again.lines().getLast()).contains("\"rows\":30,\"issued\":30,\"refused\":0");
        }
        Files.delete(results);
        assertThat(rollover().code()).isZero();
        assertThat(Files.readAllBytes(results)).isEqualTo(whole);
    }

    @Test
    void shouldRefuseResultsOfAnotherList() throws IOException {
        Files.writeString(list, HEADER + "600727000000000009" + ROW);
        assertThat(rollover().code()).isZero();
        Files.writeString(list, HEADER + "000001000000000082" + ROW);
        assertThat(rollover().err()).contains("belongs to another list");
        Files.writeString(folder.resolve("mine.txt"), "something else\n");
        assertThat(rollover("--out", folder.resolve("mine.txt").toString()).err())
                .contains("is not the beginning of a rollover");
        assertThat(folder.resolve("mine.txt")).hasContent("something else\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pan,sgc,krn,ti,ea                       | line 1, column 1: the header lacks the column new_krn
            pan,drn,sgc,krn,ti,ea,new_krn           | line 1, column 1: the header must have one of the columns pan and drn
            pan,sgc,krn,ti,ea,new_krn,colour        | line 1, column 27: is no column
            pan,sgc,krn,ti,ea,new_krn,ti            | line 1, column 27: names the column ti a second time
            pan,sgc,krn,ti,ea,new_krn\\n1,2,3,4,5   | line 2, column 9: must have 6 fields, as the header, and has 5
            pan,sgc,krn,ti,ea,new_krn\\n\\n         | line 2, column 1: must have 6 fields, as the header, and has 1
            pan,sgc,krn,ti,ea,new_krn\\n1,"2,3,4,5  | line 2, column 3: has a quote that is not closed on its line
            pan,sgc,krn,ti,ea,new_krn\\n1,2",3,4,5  | line 2, column 4: has a quote or a control character
            pan,sgc,krn,ti,ea,new_krn\\n1,"2"3,4,5  | line 2, column 6: has something between a closing quote
            """)
    void shouldDoNothingAboutAListThatIsNoGoodCsv(String text, String said) throws IOException {
        Files.writeString(list, text.replace("\\n", "\n"));
        StsRun run = rollover();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("wattle: " + list + ", " + said);
        assertThat(results).doesNotExist();
    }

    @Test
    void shouldComeToAnEndWithAListThatHasNone() {
        list = Path.of("/dev/zero");
        StsRun run = rollover("--plan");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("/dev/zero, line 1, column 4097: has more than 4096 characters");
    }

    @Test
    void shouldReadQuotedFieldsAndDrnsAndAllColumns() throws IOException {
        String text = """
                drn,sgc,krn,ti,kt,ea,new_sgc,new_krn,new_ti,new_kt,three_tokens
                "00000000000","123456",1,1,2,07,201457,1,99,2,yes
                01000000000,123456,1,1,,07,201457,1,,,maybe
                """;
        Files.writeString(list, '\uFEFF' + text.replace("\n", "\r\n"));
        StsRun plan = rollover("--plan", "--json");
        assertThat(plan.lines().getFirst()).isEqualTo("{\"line\":2,\"meter\":\"600727000000000009\","
                + "\"outcome\":\"planned\",\"detail\":\"3 tokens\"}");
        assertThat(plan.lines().get(1)).contains("\"outcome\":\"refused\"");
    }

    private StsRun issue(String... more) {
        return with("issue", more);
    }

    private StsRun rollover(String... more) {
        List<Object> all = new ArrayList<>(List.of("sts", "rollover", list));
        keystore(all);
        all.addAll(List.of(more));
        return StsRun.of(all.toArray());
    }

    private void keystore(List<Object> all) {
        all.addAll(List.of("--keystore", folder.resolve("keystore"), "--passphrase-file",
                folder.resolve("passphrase")));
    }

    /** For the usual meter, but for what is said. */
    private StsRun with(String verb, String... more) {
        List<Object> all = new ArrayList<>(List.of("sts", verb));
        keystore(all);
        List<String> said = List.of(more);
        if (!said.contains("--pan") && !said.contains("--drn")) {
            all.addAll(List.of("--pan", "600727000000000009"));
        }
        for (var usual : List.of(List.of("--sgc", "201457"), List.of("--krn", "1"))) {
            if (!said.contains(usual.getFirst())) {
                all.addAll(usual);
            }
        }
        all.addAll(said);
        return StsRun.of(all.toArray());
    }
}
