package io.wattle.headend.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.FixedDue;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.sale.SaleCalculator;
import io.wattle.ledger.tariff.sale.SaleContext;
import io.wattle.ledger.tariff.usage.UsageCalculator;
import io.wattle.ledger.tariff.usage.UsageContext;
import io.wattle.ledger.tariff.usage.UsageInterval;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tariffs of real utilities, and the bills that were published with them: line by line, to the minor unit. */
class PublishedTariffsTest {
    private static final Path FOLDER = TariffFileTest.EXAMPLES.resolve("published");
    /** A Monday that is no holiday. */
    private static final LocalDate DAY = LocalDate.of(2020, 10, 5);

    static Stream<Arguments> bills() throws IOException {
        List<Arguments> all = new ArrayList<>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".bills.yaml")).sorted().toList()) {
                JsonNode data = new YAMLMapper().readTree(Files.readString(file));
                String name = file.getFileName().toString().replace(".bills.yaml", "");
                data.get("bills").forEach(bill -> all.add(Arguments.of(name, bill.get("title").asText(), bill)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bills")
    void shouldReproduceThePublishedBill(String tariff, String title, JsonNode bill) {
        TariffPlan plan = TariffFile.read(FOLDER.resolve(tariff + ".yaml"));
        long total = bill.has("usage") ? usageTotal(plan, bill) : saleTotal(plan, title, bill);
        if (bill.has("total")) {
            assertThat(total).as(title).isEqualTo(minor(plan, bill.get("total")));
        }
    }

    /** So that no file is left without its bill, and no bill without a figure and an address. */
    @Test
    void shouldSayOfEveryTariffWhereItsBillsAreFrom() throws IOException {
        try (var files = Files.list(FOLDER)) {
            List<Path> tariffs = files.filter(file -> !file.toString().endsWith(".bills.yaml")).toList();
            assertThat(tariffs).hasSizeGreaterThanOrEqualTo(3);
            for (Path file : tariffs) {
                JsonNode data = new YAMLMapper()
                        .readTree(Files.readString(Path.of(file.toString().replace(".yaml", ".bills.yaml"))));
                assertThat(data.get("source").asText()).startsWith("http");
                data.get("bills")
                        .forEach(bill -> assertThat(bill.has("total") || bill.has("lines")).as(bill.toString())
                                .isTrue());
            }
        }
    }

    private static long saleTotal(TariffPlan plan, String title, JsonNode bill) {
        Instant at = DAY.atTime(12, 0).atZone(plan.zone()).toInstant();
        PlanInForce inForce = plan.inForce(DAY, "domestic", "").orElseThrow();
        int periods = bill.has("periods-due") ? bill.get("periods-due").asInt() : 1;
        List<FixedDue> due = inForce.standing()
                .stream()
                .map(fee -> new FixedDue(fee.name(), fee.minor(periods)))
                .toList();
        SaleContext context = SaleContext.at(at, "domestic").step(SaleContext.Step.ONE).fixedDue(due).build();
        Quote quote = (Quote) (bill.has("money")
                ? SaleCalculator.unitsFor(plan, new Money(minor(plan, bill.get("money")), plan.currency()), context)
                : SaleCalculator.priceOf(plan, plan.unit().of(scaled(bill.get("units"), 3)), context));
        if (bill.has("lines")) {
            List<Long> expected = new ArrayList<>();
            bill.get("lines").forEach(line -> expected.add(minor(plan, line)));
            assertThat(quote.lines()).as(title).extracting(QuoteLine::amountMinor).containsExactlyElementsOf(expected);
        }
        if (bill.has("units-to-one-decimal")) {
            assertThat(BigDecimal.valueOf(quote.units(), 3).setScale(1, RoundingMode.HALF_UP).toPlainString()).as(title)
                    .isEqualTo(bill.get("units-to-one-decimal").asText());
        }
        return quote.tenderMinor();
    }

    /** What was used in a period is put into an hour of it. */
    private static long usageTotal(TariffPlan plan, JsonNode bill) {
        Instant noon = DAY.atTime(12, 0).atZone(plan.zone()).toInstant();
        Instant night = DAY.atTime(23, 0).atZone(plan.zone()).toInstant();
        long peak = scaled(bill.get("usage").get("on-peak"), 3);
        long offPeak = scaled(bill.get("usage").get("off-peak"), 3);
        Duration hour = Duration.ofHours(1);
        UsageInterval interval = new UsageInterval(noon, night.plus(hour), peak + offPeak,
                List.of(new UsageInterval.Slice(noon, noon.plus(hour), peak),
                        new UsageInterval.Slice(night, night.plus(hour), offPeak)));
        long energy = UsageCalculator
                .costOf(TariffHistory.of(plan), interval, new UsageContext("domestic", "", 0, 0))
                .orElseThrow()
                .chargedMinor();
        return energy + plan.inForce(DAY, "domestic", "").orElseThrow().standing().getFirst().minor(1);
    }

    private static long minor(TariffPlan plan, JsonNode number) {
        return scaled(number, Currency.getInstance(plan.currency()).getDefaultFractionDigits());
    }

    private static long scaled(JsonNode number, int digits) {
        return new BigDecimal(number.asText()).movePointRight(digits).longValueExact();
    }
}
