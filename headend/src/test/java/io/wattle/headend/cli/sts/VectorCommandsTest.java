package io.wattle.headend.cli.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wattle sts compute} and {@code verify}, with the public vectors and with what they become in bad hands. */
class VectorCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "\"cfg\":{\"raw\":\"0abc12def3456789\",\"ea\":7,\"bd\":2014}";
    private static final String DERIVED = "\"dkga\":4,\"ea\":7,\"vk\":\"abababababababab949494949494949401234567\","
            + "\"pan\":\"600727000000000009\",\"sgc\":\"201457\",\"ti\":\"01\",\"krn\":1,\"kt\":2,\"bd\":2014";

    @TempDir
    Path folder;

    @Test
    void shouldFindEveryPublicVectorTheSame() {
        StsRun run = StsRun.of("sts", "verify", "--vectors", StsRun.VECTORS, "--json");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.lines()).containsExactly("{\"id\":\"N04-CTSA05-3\",\"partial\":2,\"computed\":4}",
                "{\"vectors\":223,\"same\":223,\"different\":0,\"errors\":0,\"partial\":1}");
        assertThat(StsRun.of("sts", "verify", "--vectors", StsRun.VECTORS).out()).contains("N04-CTSA05-3",
                "223 vectors: 223 the same, 0 different, 0 errors.");
    }

    @Test
    void shouldFindExactlyTheVectorsThatWereChanged() throws IOException {
        ArrayNode vectors = vectors();
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i += 5) {
            ObjectNode vector = (ObjectNode) vectors.get(i);
            changed.add(vector.get("id").asText());
            if (vector.get("tokens").isEmpty()) {
                vector.put(valueName(vector), vector.get(valueName(vector)).asText() + "0");
            } else {
                ArrayNode tokens = (ArrayNode) vector.get("tokens");
                String last = tokens.get(tokens.size() - 1).asText();
                tokens.set(tokens.size() - 1, last.substring(0, 19) + (last.charAt(19) == '1' ? '2' : '1'));
            }
        }
        StsRun run = verify(vectors);

        assertThat(run.code()).isEqualTo(1);
        List<String> found = new ArrayList<>();
        for (String line : run.lines()) {
            JsonNode read = JSON.readTree(line);
            if (read.has("expected")) {
                found.add(read.get("id").asText());
            }
        }
        assertThat(found).isEqualTo(changed);
        assertThat(run.out()).contains("\"different\":" + changed.size() + ",\"errors\":0");
    }

    @Test
    void shouldComputeWithoutLookingAtWhatIsExpected() throws IOException {
        ArrayNode vectors = vectors();
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode vector : vectors) {
            expected.add(vector.get("tokens").deepCopy());
            ArrayNode tokens = (ArrayNode) vector.get("tokens");
            for (int i = 0; i < tokens.size(); i++) {
                tokens.set(i, "x");
            }
        }
        StsRun run = StsRun.of("sts", "compute", "--vectors", write(vectors));

        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(223);
        for (int i = 0; i < 223; i++) {
            JsonNode answer = JSON.readTree(run.lines().get(i));
            assertThat(answer.get("id")).isEqualTo(vectors.get(i).get("id"));
            if (answer.get("id").asText().equals("N04-CTSA05-3")) {
                assertThat(answer.get("tokens")).hasSize(4).startsWith(expected.get(i).get(0), expected.get(i).get(1));
            } else {
                assertThat(answer.get("tokens")).isEqualTo(expected.get(i));
            }
        }
        assertThat(run.out()).contains("{\"id\":\"CRC-1\",\"tokens\":[],\"crc\":\"1970\"}",
                "\"token66\":\"2c45ed1618406df95\"", "\"check\":\"3\"", "\"dk\":\"e653341f9d5bf36f\"",
                "\"cipher\":\"8b1da5f56ab3d07c\"");
    }

    @Test
    void shouldTakeNumbersAsTextsAndTextsInUpperCase() throws IOException {
        ArrayNode vectors = vectors();
        vectors.forEach(vector -> respell((ObjectNode) vector));

        StsRun run = verify(vectors);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("\"same\":223");
    }

    @Test
    void shouldReadStandardInput() {
        InputStream usual = System.in;
        try {
            System.setIn(new ByteArrayInputStream("\uFEFF[]".getBytes(StandardCharsets.UTF_8)));
            assertThat(StsRun.of("sts", "verify", "--vectors", "-", "--json").lines())
                    .containsExactly("{\"vectors\":0,\"same\":0,\"different\":0,\"errors\":0,\"partial\":0}");
        } finally {
            System.setIn(usual);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                                                         | vector: must be an object
            {}                                                        | kind: is missing
            {"kind":"sms"}                                            | kind: must be credit
            {"kind":"credit"}                                         | cfg: is missing
            {"kind":"credit","cfg":7}                                 | cfg: must be an object
            {"kind":"credit",KEY,"sub":4}                             | sub: must be 0 to 3, was 4
            {"kind":"credit",KEY,"sub":0,"units":18201625,"rnd":1,"tid":1}  | units: must be 0 to 18201624, was 18201625
            {"kind":"credit",KEY,"sub":0,"units":-1,"rnd":1,"tid":1}  | units: must be 0 to
            {"kind":"credit",KEY,"sub":0,"units":1.5,"rnd":1,"tid":1} | units: must be a whole number
            {"kind":"credit",KEY,"sub":0,"units":"many","rnd":1,"tid":1} | units: must be a number
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":16,"tid":1}  | rnd: must be 0 to 15, was 16
            {"kind":"credit",KEY,"sub":0,"units":1,"tid":1}           | rnd: is missing
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1}           | date: is missing
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"tid":16777216} | tid: must be 0 to 16777215
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"date":"2013-12-31 23:59"} | date: TID cannot name
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"date":"2045-11-24 20:16"} | has run out
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"date":"2014-02-30 00:00"} | date: must be a date and time
            {"kind":"currency",KEY,"sub":4,"base_units":1e40,"tid":1} | base_units: currency amount is too large
            {"kind":"currency",KEY,"sub":4,"base_units":1e-99999,"tid":1} | base_units: has too many digits
            {"kind":"mgmt",KEY,"sub":3,"value":0,"rnd":1,"tid":1}     | sub: 3 is a section of a key change
            {"kind":"mgmt",KEY,"sub":11,"value":0,"rnd":1,"tid":1}    | sub: 11 is proprietary
            {"kind":"mgmt",KEY,"sub":1,"value":8,"rnd":1,"tid":1}     | value: register must be 0 to 7 or 65535
            {"kind":"mgmt",KEY,"sub":5,"value":1,"rnd":1,"tid":1}     | value: must be 0
            {"kind":"mgmt",KEY,"sub":2,"value":65536,"rnd":1,"tid":1} | value: must be 0 to 65535
            {"kind":"class1","sub":3,"control":0}                     | sub: must be 0 to 2
            {"kind":"class1","sub":1,"control":268435456}             | sub: control must be 0 to 268435455
            {"kind":"class1","sub":0,"control":0,"mfr":256}           | sub: manufacturer code must be 0 to 255
            {"kind":"dk","cfg":{"raw":"0abc","ea":7}}                 | cfg.raw: decoder key must have 8 bytes for EA 07
            {"kind":"dk","cfg":{"raw":"0abc","ea":9}}                 | cfg.ea: EA 09 (DEA) is withdrawn
            {"kind":"crc","data50":"0005c02a5527"}                    | data50: must have 7 bytes, has 6
            {"kind":"crc","data50":"0405c02a552710"}                  | data50: checked bits must be 50
            {"kind":"luhn","digits":"12x"}                            | digits: check digit can be computed for decimal
            {"kind":"misty1","key":"00","plain":"0123456789abcdef"}   | key: decoder key must have 16 bytes
            """)
    void shouldAnswerAVectorThatCannotBeComputedAndGoOn(String vector, String error) throws IOException {
        Path file = Files.writeString(folder.resolve("v.json"), "[" + vector.replace("KEY", KEY)
                + ",{\"id\":\"good\",\"kind\":\"luhn\",\"digits\":\"1234567890\",\"check\":3}]");
        StsRun run = StsRun.of("sts", "compute", "--vectors", file);

        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().getFirst()).startsWith("{\"id\":\"#1\",\"error\":\"").contains(error);
        assertThat(run.lines().getLast()).isEqualTo("{\"id\":\"good\",\"tokens\":[],\"check\":\"3\"}");
        assertThat(StsRun.of("sts", "verify", "--vectors", file, "--json").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7      | 7
            1.5    | 1.5
            "a\\"b" | "a\\"b"
            null   | "#1"
            true   | "#1"
            [1]    | "#1"
            """)
    void shouldGiveBackTextsAndNumbersAsIds(String id, String answered) throws IOException {
        Path file = Files.writeString(folder.resolve("v.json"), "[{\"id\":" + id
                + ",\"kind\":\"luhn\",\"digits\":\"1234567890\",\"check\":3}]");
        assertThat(StsRun.of("sts", "compute", "--vectors", file).lines())
                .containsExactly("{\"id\":" + answered + ",\"tokens\":[],\"check\":\"3\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "pan":"600727000000000009" | "pan":"600727000000000008"   | cfg.pan: MeterPAN has a wrong check digit
            "pan":"600727000000000009" | "drn":"12345678904"          | cfg.drn: DRN has a wrong check digit
            "sgc":"201457"             | "sgc":"20145"                | cfg.sgc: SGC must be 6 decimal digits
            "krn":1                    | "krn":10                     | cfg.krn: must be 1 to 9
            "ti":"01"                  | "ti":100                     | cfg.ti: must be 0 to 99
            "kt":2                     | "kt":0                       | cfg.kt: 0 (DITK) is put in by the manufacturer
            "kt":2                     | "kt":3                       | cfg.kt: KT DCTK is not supported with DKGA 04
            "bd":2014                  | "bd":2015                    | cfg.bd: must be 1993, 2014 or 2035
            "dkga":4                   | "dkga":3                     | cfg.dkga: DKGA 03 (triple DES) is withdrawn
            "dkga":4                   | "dkga":2                     | cfg.vk: vending key must have 8 bytes for DKGA 02
            "ea":7                     | "ea":8                       | cfg.ea: EA must be 07 or 11
            "vk":"ab                   | "vk":"a                      | cfg.vk: must be an even number of hexadecimal
            """)
    void shouldNameTheFieldOfAKeyThatIsWrong(String good, String bad, String error) throws IOException {
        StsRun run = compute("{\"kind\":\"dk\",\"cfg\":{" + DERIVED.replace(good, bad) + "}}");

        assertThat(run.out()).contains(error).doesNotContain("abababab");
    }

    @Test
    void shouldRefuseAVendingKeyOfEvenParity() throws IOException {
        String des = DERIVED.replace("\"dkga\":4", "\"dkga\":2")
                .replace("abababababababab949494949494949401234567", "abababababababaa");
        assertThat(compute("{\"kind\":\"dk\",\"cfg\":{" + des + "}}").out())
                .contains("cfg.vk: vending key must have odd parity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"dk","cfg":{DERIVED}} | {"kind":"dk","cfg":{DRN}}
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"date":"2014-01-02 00:01"} | {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"tid":1442}
            {"kind":"credit",KEY,"sub":0,"units":1,"rnd":1,"date":"2014-01-02T02:01:59+02:00"} | {"kind":"credit",KEY,"sub":0,"units":1.0,"rnd":"1","tid":"1442"}
            {"kind":"mgmt",KEY,"sub":0,"value":20000,"rnd":1,"tid":9} | {"kind":"mgmt",KEY,"sub":0,"value":16746,"amount_coded":false,"rnd":1,"tid":9}
            {"kind":"mgmt",KEY,"sub":5,"rnd":1,"tid":9} | {"kind":"mgmt",KEY,"sub":"5","value":"0","rnd":"1","tid":9}
            {"kind":"currency",KEY,"sub":5,"base_units":-1.5,"tid":9} | {"kind":"currency",KEY,"sub":5,"base_units":"-1.50000","tid":9}
            {"kind":"kct",KEY,"new":{DERIVED},"ro":0} | {"kind":"kct",KEY,"new":{DERIVED},"ken":255,"sections":2}
            {"kind":"kct",KEY,"new":{DERIVED},"ken":9,"tokens":[1,2,3]} | {"kind":"kct",KEY,"new":{DERIVED},"ken":9,"sections":3,"ro":false}
            """)
    void shouldReadTheSameInTwoSpellings(String one, String other) throws IOException {
        String first = compute(spell(one)).out();

        assertThat(first).doesNotContain("error");
        assertThat(compute(spell(other)).out()).isEqualTo(first);
    }

    @Test
    void shouldTellASetOfThreeTokensFromOneOfTwo() throws IOException {
        String set = "{\"kind\":\"kct\",\"cfg\":{" + DERIVED + "},\"new\":{" + DERIVED + "},\"sections\":";
        assertThat(JSON.readTree(compute(set + "2}").out()).get("tokens")).hasSize(2);
        assertThat(JSON.readTree(compute(set + "3}").out()).get("tokens")).hasSize(3);
        assertThat(compute(set + "4}").out()).contains("sections: must be 2 to 3");
        assertThat(JSON.readTree(compute((set + "4}").replace("\"ea\":7", "\"ea\":11")).out()).get("tokens"))
                .hasSize(4);
    }

    @Test
    void shouldRefuseKeyChangesThatNoMeterTakes() throws IOException {
        String set = "{\"kind\":\"kct\",\"cfg\":{" + DERIVED + "},\"new\":{" + DERIVED + "}}";
        int middle = set.indexOf("new");
        String other = set.substring(0, middle)
                + set.substring(middle).replace("600727000000000009", "600727111111111153");
        assertThat(compute(other).out()).contains("new.pan: must be the same");
        String common = set.substring(0, middle) + set.substring(middle)
                .replace("\"kt\":2", "\"kt\":3")
                .replace("\"vk\":\"abababababababab949494949494949401234567\"", "\"raw\":\"0abc12def3456789\"");
        assertThat(compute(common).out()).contains("new.kt: DUTK cannot change to DCTK");
    }

    private StsRun compute(String vector) throws IOException {
        return StsRun.of("sts", "compute", "--vectors",
                Files.writeString(folder.resolve("v.json"), "[" + vector + "]"));
    }

    private StsRun verify(ArrayNode vectors) throws IOException {
        return StsRun.of("sts", "verify", "--vectors", write(vectors), "--json");
    }

    private Path write(ArrayNode vectors) throws IOException {
        return Files.writeString(folder.resolve("v.json"), vectors.toString());
    }

    private static ArrayNode vectors() throws IOException {
        return (ArrayNode) JSON.readTree(StsRun.vectors());
    }

    private static String valueName(JsonNode vector) {
        return switch (vector.get("kind").asText()) {
            case "crc" -> "crc";
            case "luhn" -> "check";
            case "dk" -> "dk";
            case "misty1" -> "cipher";
            default -> "token66";
        };
    }

    private static String spell(String vector) {
        return vector.replace("KEY", KEY)
                .replace("DERIVED", DERIVED)
                .replace("DRN", DERIVED.replace("\"pan\":\"600727000000000009\"", "\"drn\":\"00000000000\"")
                        .replace("\"201457\"", "201457"));
    }

    /** Each number as a text, and hexadecimal digits in upper case. */
    private static void respell(ObjectNode object) {
        for (String name : List.copyOf(object.properties().stream().map(field -> field.getKey()).toList())) {
            JsonNode value = object.get(name);
            if (value instanceof ObjectNode inner) {
                respell(inner);
            } else if (value.isNumber()) {
                object.put(name, value.asText());
            } else if (List.of("vk", "raw", "key", "plain", "block", "data50").contains(name)) {
                object.put(name, value.asText().toUpperCase(Locale.ROOT));
            }
        }
    }
}
