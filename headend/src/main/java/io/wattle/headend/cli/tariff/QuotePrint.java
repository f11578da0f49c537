package io.wattle.headend.cli.tariff;

import io.wattle.headend.tariff.RateText;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.Quote;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** A quote for people and for programs. */
final class QuotePrint {
    private QuotePrint() {}

    static String table(Quote quote, TariffPlan plan) {
        StringBuilder text = new StringBuilder();
        text.append(quote.tariff()).append(", version ").append(quote.version()).append('\n');
        for (QuoteLine line : quote.lines()) {
            text.append(String.format(Locale.ROOT, "  %-34s%-36s%16s%n", label(line), basis(line, quote),
                    line.kind() == QuoteLine.Kind.FREE_UNITS ? "" : money(line.amountMinor(), quote)));
        }
        text.append(String.format(Locale.ROOT, "  %-70s%16s%n", "Tender", money(quote.tenderMinor(), quote)));
        text.append("  Units          ").append(amount(quote.units(), quote)).append('\n');
        if (quote.arrearsBeforeMinor() > 0) {
            text.append("  Arrears        ")
                    .append(money(quote.arrearsBeforeMinor(), quote))
                    .append(" before, ")
                    .append(money(quote.arrearsAfterMinor(), quote))
                    .append(" after\n");
        }
        quote.nextBlock()
                .ifPresent(next -> text.append("  Next block     after ")
                        .append(amount(next.inUnits(), quote))
                        .append(" at ")
                        .append(rate(next.rateMicro(), quote))
                        .append("; the count begins anew on ")
                        .append(LocalDate.ofInstant(next.resetsAt(), plan.zone()))
                        .append('\n'));
        return text.toString();
    }

    static JsonLine json(Quote quote) {
        List<JsonLine> lines = quote.lines()
                .stream()
                .map(line -> new JsonLine().with("kind", line.kind())
                        .with("name", line.name())
                        .with("units", line.units())
                        .with("rate", line.rate())
                        .with("amountMinor", line.amountMinor()))
                .toList();
        JsonLine json = new JsonLine().with("tariff", quote.tariff())
                .with("version", quote.version())
                .with("currency", quote.currency())
                .with("unit", quote.unit().code())
                .with("tenderMinor", quote.tenderMinor())
                .with("units", quote.units())
                .with("freeUnits", quote.freeUnits())
                .with("channelFeeMinor", quote.parts().channelFee())
                .with("arrearsMinor", quote.parts().arrears())
                .with("emergencyMinor", quote.parts().emergency())
                .with("fixedMinor", quote.parts().fixed())
                .with("taxMinor", quote.parts().tax())
                .with("unitsMinor", quote.parts().units())
                .with("walletMinor", quote.parts().wallet())
                .with("arrearsBeforeMinor", quote.arrearsBeforeMinor())
                .with("arrearsAfterMinor", quote.arrearsAfterMinor())
                .with("lines", lines);
        quote.nextBlock()
                .ifPresent(next -> json.with("nextBlockInUnits", next.inUnits())
                        .with("nextBlockRate", next.rateMicro())
                        .with("blocksResetAt", next.resetsAt()));
        return json;
    }

    private static String label(QuoteLine line) {
        String kind = line.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return line.name().isEmpty() ? kind : line.name().equalsIgnoreCase(kind) ? kind : kind + ": " + line.name();
    }

    private static String basis(QuoteLine line, Quote quote) {
        if (line.units() > 0 && line.rate() > 0) {
            return amount(line.units(), quote) + " x " + rate(line.rate(), quote);
        }
        if (line.units() > 0) {
            return amount(line.units(), quote);
        }
        return line.rate() == 0 ? "" : RateText.share(line.rate());
    }

    private static String amount(long units, Quote quote) {
        return QuantityText.of(quote.unit().of(units));
    }

    private static String money(long minor, Quote quote) {
        return QuantityText.of(new Money(minor, quote.currency()));
    }

    private static String rate(long micro, Quote quote) {
        return RateText.of(micro, quote.currency());
    }
}
