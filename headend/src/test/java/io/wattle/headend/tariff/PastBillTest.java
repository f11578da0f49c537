package io.wattle.headend.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.usage.UsageInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastBillTest {
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final String HEAD = "tariff: T\nversion: 3\nservice: electricity\ncurrency: ZAR\nzone: UTC\n";

    @Test
    void shouldCountBlocksOverTheMonthAndBeginAnewWithTheNext() {
        PastBill bill = bill("price: {blocks: marginal, steps: [{to: 100, rate: 1.00}, {rate: 2.00}]}\n");
        Instant from = JUNE;
        for (int day = 0; day < 40; day++) {
            bill.add(UsageInterval.of(from, from.plusSeconds(86_400), 10_000));
            from = from.plusSeconds(86_400);
        }
        PastBill.Sum sum = bill.sum();
        assertThat(sum.units()).isEqualTo(400_000);
        // June: 100 at 1.00 and 200 at 2.00; July: 100 at 1.00.
        assertThat(sum.unitsMinor()).isEqualTo(10_000 + 40_000 + 10_000);
        assertThat(sum.totalMinor()).isEqualTo(60_000);
        assertThat(sum.lines()).filteredOn(line -> line.kind() == QuoteLine.Kind.UNITS)
                .extracting(PastBill.Line::units, PastBill.Line::amountMinor)
                .containsExactly(tuple(200_000L, 20_000L),
                        tuple(200_000L, 40_000L));
    }

    /** Each interval alone is less than half a cent. */
    @Test
    void shouldLoseNoRoundingHoweverSmallTheIntervals() {
        PastBill bill = bill("price: {flat: 1.00}\n");
        for (int i = 0; i < 10_000; i++) {
            bill.add(UsageInterval.of(JUNE.plusSeconds(10L * i), JUNE.plusSeconds(10L * i + 10), 4));
        }
        assertThat(bill.sum().unitsMinor()).isEqualTo(4_000);
    }

    @Test
    void shouldAddTheStandingChargesOfDaysThatBegin() {
        PastBill bill = bill("price: {flat: 1.00}\nstanding: [{name: Network, amount: 8.07, per: day}]\n");
        bill.addDays(JUNE.plusSeconds(1), JUNE.plusSeconds(3 * 86_400));
        assertThat(bill.sum().fixedMinor()).isEqualTo(2 * 807);
    }

    /** A draft for next year is asked what last year would have cost. */
    @Test
    void shouldPriceWhateverDaysThePlanIsFor() {
        PastBill bill = bill("from: 2027-01-01\nprice: {flat: 1.00}\n");
        bill.add(UsageInterval.of(JUNE, JUNE.plusSeconds(60), 1_000));
        assertThat(bill.unpriced()).isEmpty();
        assertThat(bill.sum().unitsMinor()).isEqualTo(100);
    }

    @Test
    void shouldSaySinceWhenThereIsNoPriceForTheClass() {
        PastBill bill = bill("classes: [commercial]\nprice: {flat: 1.00}\n");
        bill.add(UsageInterval.of(JUNE, JUNE.plusSeconds(60), 1_000));
        bill.add(UsageInterval.of(JUNE.plusSeconds(60), JUNE.plusSeconds(120), 1_000));
        assertThat(bill.unpriced()).contains(JUNE);
    }

    @Test
    void shouldSayInAFewLinesWhatACustomerPaysF120() {
        TariffPlan plan = TariffFile.parse(HEAD + "price: {blocks: marginal, steps: [{to: 50, rate: 1.45},"
                + " {rate: 1.8605}]}\nstanding: [{name: Service charge, amount: 62.00, per: month}]\n"
                + "taxes: [{name: VAT, percent: 15, exempt-blocks: 1}]\n");
        List<PlanOverview.Line> lines = PlanOverview
                .of(plan.inForce(LocalDate.of(2026, 6, 1), "domestic", "").orElseThrow());
        assertThat(lines).extracting(line -> line.label() + ": " + line.text())
                .containsExactly("Price of block 1: 1.45 ZAR a kWh, 0.000 kWh to 50.000 kWh in a month",
                        "Price of block 2: 1.8605 ZAR a kWh, above 50.000 kWh in a month",
                        "Service charge: 62.00 ZAR a month", "VAT: 15 %, not on the first 1 blocks");
    }

    private static PastBill bill(String rest) {
        return new PastBill(TariffFile.parse(HEAD + rest), "domestic", "");
    }
}
