package io.wattle.headend.api;

import io.wattle.headend.store.StoreRows.MoneyRow;
import io.wattle.headend.store.StoreRows.SaleLineRow;
import io.wattle.headend.tariff.RateText;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Money of an account that was moved without a sale, on paper.
 *
 * @param rows of one entry, at least one
 * @param taxes of a charge
 */
record MoveReceipt(List<MoneyRow> rows, List<SaleLineRow> taxes) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        MoneyRow first = rows.getFirst();
        lines.add("Receipt " + id(first.sequence()) + ", " + first.movedAt());
        lines.add("Account " + first.account() + ", by " + first.actor());
        for (MoneyRow row : rows) {
            String what = row.move().toLowerCase(Locale.ROOT).replace('_', ' ');
            lines.add("  " + what + (row.other().isEmpty() ? "" : " " + row.other()) + ": "
                    + money(row.amount(), row.currency()));
            if (row.total() != null) {
                taxes.forEach(tax -> lines.add("  " + (tax.kind().equals("TAX") ? "tax " : "in it, tax ") + tax.name()
                        + ", " + RateText.share(tax.rate()) + ": " + money(tax.amountMinor(), row.currency())));
                lines.add("Together " + money(row.total(), row.currency()) + ", by tariff " + row.tariff()
                        + ", version " + row.tariffVersion());
            }
        }
        return lines;
    }

    /** By which its lines are kept. */
    static String id(long sequence) {
        return "M-" + sequence;
    }

    private static String money(long minor, String currency) {
        return QuantityText.of(new Money(minor, currency));
    }
}
