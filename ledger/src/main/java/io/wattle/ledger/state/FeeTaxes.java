package io.wattle.ledger.state;

import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tariff's taxes come to for money that buys no units: a day's fees, a charge. In the order of the tariff, each
 * rounded once. Pure.
 *
 * @param totalMinor with the taxes that are added
 * @param netMinor without any of them
 * @param taxes added or contained; those of nothing are left out
 */
public record FeeTaxes(long totalMinor, long netMinor, List<QuoteLine> taxes) {

    public static FeeTaxes of(PlanInForce plan, Tax.Base base, long amountMinor) {
        List<QuoteLine> lines = new ArrayList<>();
        long total = amountMinor;
        long net = amountMinor;
        for (Tax tax : plan.taxes()) {
            if (!(tax.amount() instanceof Tax.Percent(long ppm))) {
                continue; // a levy on units
            }
            long taxed = tax.on().contains(base) ? amountMinor : 0;
            for (QuoteLine before : lines) {
                taxed = Math.addExact(taxed, tax.onTaxes().contains(before.name()) ? before.amountMinor() : 0);
            }
            long amount = tax.inclusive()
                    ? Exact.ratio(taxed, ppm, Exact.WHOLE_PPM + plan.includedPpm())
                    : Exact.share(taxed, ppm);
            if (amount != 0) {
                lines.add(new QuoteLine(tax.inclusive() ? QuoteLine.Kind.INCLUDED_TAX : QuoteLine.Kind.TAX, tax.name(),
                        0, ppm, amount));
            }
            total = Math.addExact(total, tax.inclusive() ? 0 : amount);
            net = Math.subtractExact(net, tax.inclusive() ? amount : 0);
        }
        return new FeeTaxes(total, net, List.copyOf(lines));
    }
}
