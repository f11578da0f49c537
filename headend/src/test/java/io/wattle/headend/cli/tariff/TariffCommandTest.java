package io.wattle.headend.cli.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.cli.WattleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wattle tariff}, as a tariff officer types it. */
class TariffCommandTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("wattle.root", ".."), "docs", "tariffs");
    private static final String DAY = "2026-08-03T10:00:00Z";

    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldSayThatATariffIsGood() {
        assertThat(run("tariff", "check", file("flat-with-vat.yaml"))).isZero();
        assertThat(out.toString()).contains("Flat with VAT, version 1: a good tariff for electricity in ZAR");
        assertThat(run("tariff", "check", "--json", file("water-with-sewerage.yaml"))).isZero();
        assertThat(out.toString()).contains("{\"tariff\":\"Domestic water\",\"version\":1,\"service\":\"water\"");
    }

    @Test
    void shouldSayWhereAFileIsWrong() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "tariff: T\nversion: one\n");
        assertThat(run("tariff", "check", bad.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(bad + ": line 2, column 10: version: must be a whole number");
        assertThat(run("tariff", "quote", bad.toString(), "--money", "10")).isEqualTo(1);
        assertThat(run("tariff", "check", folder.resolve("none.yaml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none.yaml cannot be read").doesNotContain("unexpectedly");
    }

    @Test
    void shouldQuoteMoneyLineByLine() {
        assertThat(run("tariff", "quote", file("inclining-blocks.yaml"), "--money", "500", "--class",
                "domestic/pensioner", "--at", DAY, "--arrears", "200")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("200.00 ZAR before, 0.00 ZAR after", "50.000 kWh x 1.45",
                "81.800 kWh x 1.86", "-22.47 ZAR", "Units          131.800 kWh",
                "after 218.200 kWh at 2.55; the count begins anew on 2026-09-01");
    }

    @Test
    void shouldQuoteUnitsAsJson() {
        assertThat(run("tariff", "quote", file("inclining-blocks.yaml"), "--units", "40", "--bought-this-month", "30",
                "--at", DAY, "--json")).as(err.toString()).isZero();
        // 20 x 1.45 and 20 x 1.86, 3 % of them, and 15 % of the levy and of the second block.
        assertThat(out.toString()).contains("\"tenderMinor\":7407,\"units\":40000", "\"taxMinor\":787",
                "\"fixedMinor\":0", "\"nextBlockInUnits\":280000", "\"blocksResetAt\":\"2026-08-31T22:00:00Z\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flat-with-vat.yaml    | --money 5                         | 1 | BELOW_SALE_MINIMUM: the least for one sale is 10.00 ZAR
            flat-with-vat.yaml    | --units 0.05                      | 1 | NOT_SALEABLE
            flat-with-vat.yaml    | --money 50 --at 2020-01-01T00:00:00Z | 1 | NOT_IN_FORCE
            inclining-blocks.yaml | --money 50 --class business       | 1 | NOT_IN_FORCE
            time-of-use.yaml      | --money 50                        | 1 | NEEDS_CURRENCY_BALANCE
            flat-with-vat.yaml    | --money 50 --units 3              | 2 | mutually exclusive
            flat-with-vat.yaml    | --money 5.001                     | 2 | more than 2 decimals
            flat-with-vat.yaml    | --money -5                        | 2 | --money
            flat-with-vat.yaml    | ''                                | 2 | Missing required
            """)
    void shouldRefuseByName(String file, String options, int code, String words) {
        String[] more = options.isEmpty() ? new String[0] : options.split(" ", -1);
        String[] args = Stream.concat(Stream.of("tariff", "quote", file(file)),
                Stream.of(more)).toArray(String[]::new);
        String[] dated = options.contains("--at") || options.isEmpty()
                ? args
                : Stream.concat(Arrays.stream(args), Stream.of("--at", DAY))
                        .toArray(String[]::new);
        assertThat(run(dated)).as(err.toString()).isEqualTo(code);
        assertThat(err.toString()).contains(words);
    }

    private static String file(String name) {
        return EXAMPLES.resolve(name).toString();
    }

    private int run(String... args) {
        return WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
