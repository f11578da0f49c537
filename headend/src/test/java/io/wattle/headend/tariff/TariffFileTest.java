package io.wattle.headend.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TariffFileTest {
    static final Path EXAMPLES = Path.of(System.getProperty("wattle.root", ".."), "docs", "tariffs");
    static final String HEAD = "tariff: T\nversion: 1\nservice: electricity\ncurrency: ZAR\nzone: Africa/Johannesburg\n";

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.toString().endsWith(".bills.yaml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadEveryExample(Path file) {
        assertThat(TariffFile.read(file).parts()).isNotEmpty();
    }

    @Test
    void shouldReadAmountsExactly() {
        TariffPlan plan = TariffFile.read(EXAMPLES.resolve("inclining-blocks.yaml"));

        assertThat(plan.scope().from()).hasValue(LocalDate.of(2026, 7, 1));
        assertThat(plan.scope().classes()).containsExactly("domestic");
        assertThat(plan.waterfall()).isEqualTo(WaterfallStep.USUAL);
        assertThat(plan.parts()).extracting(PlanPart::component)
                .contains(new BlockPrice(BlockPrice.Method.MARGINAL, List.of(new BlockPrice.Block(50_000, 145_000_000),
                        new BlockPrice.Block(350_000, 186_000_000), new BlockPrice.Block(600_000, 255_000_000),
                        new BlockPrice.Block(BlockPrice.OPEN, 305_000_000))),
                        new StandingFee("Service charge", 6_200_000_000L, StandingFee.Period.MONTH),
                        new FreeUnits("Lifeline units", 50_000, 100_000, false),
                        new Tax("VAT", new Tax.Percent(150_000), false, List.of(Tax.Base.ENERGY, Tax.Base.STANDING),
                                List.of("Electrification levy"), List.of(), 1));
        assertThat(plan.parts()).filteredOn(part -> part.component() instanceof FreeUnits)
                .extracting(part -> part.scope().classes())
                .containsExactly(List.of("domestic/lifeline"));
    }

    @Test
    void shouldReadHoursDaysAndSeasons() {
        TimeOfUse hours = (TimeOfUse) TariffFile.read(EXAMPLES.resolve("time-of-use.yaml"))
                .parts()
                .getFirst()
                .component();
        assertThat(hours.at(LocalDate.of(2026, 7, 15).atTime(6, 0)).name()).isEqualTo("peak");
        assertThat(hours.at(LocalDate.of(2026, 10, 14).atTime(6, 0)).name()).isEqualTo("standard");
        assertThat(hours.at(LocalDate.of(2026, 6, 16).atTime(18, 59)).name()).isEqualTo("standard");
        assertThat(hours.at(LocalDate.of(2026, 6, 16).atTime(19, 0)).name()).isEqualTo("off-peak");
        assertThat(hours.at(LocalDate.of(2026, 7, 15).atTime(23, 0)).name()).isEqualTo("off-peak");
    }

    @Test
    void shouldTakeCurrenciesWithoutMinorUnits() {
        String text = HEAD.replace("ZAR", "UGX") + "price: {flat: 750.9}\n";
        assertThat(TariffFile.parse(text).parts().getFirst().component()).isEqualTo(new FlatPrice(750_900_000));
    }

    /** Line and column are those of what is wrong, or of what something is missing in. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            price: {flat: 1, blok: 2}                       | 6 | 18 | price.blok     | is not known here
            prise: {flat: 1}                                | 1 | 1  | price          | is missing
            price: {flat: cheap}                            | 6 | 15 | price.flat     | a price for a kWh or m3
            price: {flat: -1}                               | 6 | 15 | price.flat     | not below zero
            price: {flat: 0}                                | 6 | 8  | price          | rate must be 1
            price: {flat: 1.123456789}                      | 6 | 15 | price.flat     | at most 8 decimals
            price: {flat: 1e99999}                          | 6 | 15 | price.flat     | plain number
            price: {flat: }                                 | 6 | 14 | price.flat     | is empty
            price: {flat: [1]}                              | 6 | 15 | price.flat     | one value
            price: {}                                       | 6 | 8  | price          | one of flat, blocks
            price: 5                                        | 6 | 8  | price          | keys with values
            price: {flat: 1, flat: 2}                       | 6 | 18 | ''             | flat
            price: {flat: 1, from: 2026-02-30}              | 6 | 24 | price.from     | a day such as
            price: {flat: 1, from: 2026-02-02, to: 2026-02-02} | 6 | 8 | price       | from must be before to
            price: {blocks: upwards, steps: [{rate: 1}]}    | 6 | 17 | price.blocks   | marginal, whole-volume
            price: {blocks: marginal, steps: [{to: 9, rate: 1}]} | 6 | 8 | price     | no end
            price: {blocks: marginal, steps: [{rate: 1}, {rate: 2}]} | 6 | 35 | price.steps[1].to | is missing
            price: {blocks: marginal, steps: [{to: 9, rate: 1}, {to: 8, rate: 1}, {rate: 2}]} | 6 | 8 | price | must rise
            price: {time-of-use: {periods: {a: 1}, rules: [{from: 7, period: a}]}} | 6 | 55 | price.time-of-use.rules[1].from | a time such as
            price: {time-of-use: {periods: {a: 1}, rules: [{from: "07:00", period: a}]}} | 6 | 22 | price.time-of-use | no rule says
            price: [{flat: 1}, {flat: x}]                   | 6 | 27 | price[2].flat  | a price
            price: &p {flat: 1}                             | 6 | 8  | ''             | anchors
            price: {flat: 1                                 | 6 | 16 | ''             | but got
            """)
    void shouldSayWhereAFileIsWrongAndWhy(String price, int line, int column, String field, String reason) {
        TariffFileException refused = catchThrowableOfType(TariffFileException.class,
                () -> TariffFile.parse(HEAD + price + "\n"));

        assertThat(refused).as(price).isNotNull();
        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.line()).as(refused.getMessage()).isEqualTo(line);
        assertThat(refused.column()).as(refused.getMessage()).isEqualTo(column);
        if (!field.isEmpty()) {
            assertThat(refused.field()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1           | version: 1.5          | 2 | version
            version: 1           | version: 0            | 1 | version
            currency: ZAR        | currency: rand        | 4 | currency
            currency: ZAR        | currency: XAU         | 4 | currency
            zone: Africa/Johannesburg | zone: Mars/North | 5 | zone
            service: electricity | service: steam        | 3 | service
            tariff: T            | tariff:               | 1 | tariff
            tariff: T            | waterfall: [arrears]  | 1 | tariff
            """)
    void shouldRefuseABadHead(String good, String bad, int line, String field) {
        assertThatThrownBy(() -> TariffFile.parse(HEAD.replace(good, bad) + "price: {flat: 1}\n"))
                .isInstanceOf(TariffFileException.class)
                .hasMessageContaining("line " + line + ", ")
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            taxes: {name: VAT, percent: 15, kind: extra}            | inclusive or exclusive
            taxes: {name: VAT, percent: 15, on: [water]}            | energy, standing, sewerage
            taxes: {name: VAT, percent: 15, on-taxes: [levy]}       | not listed before
            standing: {name: s, amount: 1, per: year}               | day, week, month
            sewerage: {percent-of-charge: 70}                       | for water
            limits: {max-per-sale: 1.005}                           | at most 2 decimals
            limits: {min-per-sale: 9, max-per-sale: 8}              | min must be 0..800
            free-units: {units: 50, stack-cap: 20}                  | stack cap must be
            free-units: {units: 50, count-in-blocks: maybe}         | yes or no
            waterfall: [arrears, arrears, channel-fee, fixed-charges] | each step once
            """)
    void shouldRefuseABadPart(String part, String reason) {
        assertThatThrownBy(() -> TariffFile.parse(HEAD + "price: {flat: 1}\n" + part + "\n"))
                .isInstanceOf(TariffFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseEmptyLongAndSecondDocuments() {
        assertThatThrownBy(() -> TariffFile.parse("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> TariffFile.parse("#".repeat(1_000_001))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> TariffFile.parse(HEAD + "price: {flat: 1}\n---\na: 1\n"))
                .hasMessageContaining("one tariff");
        assertThatThrownBy(() -> TariffFile.parse("[".repeat(50))).hasMessageContaining("inside each other");
        assertThatThrownBy(() -> TariffFile.read(Path.of("no-such-file.yaml")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-such-file.yaml");
    }
}
