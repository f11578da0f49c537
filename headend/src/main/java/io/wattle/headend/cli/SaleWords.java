package io.wattle.headend.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Quotes and sales of a head-end in words. Stateless. */
final class SaleWords {

    private SaleWords() {}

    static String quoted(JsonNode answer) {
        StringBuilder text = new StringBuilder(answer.path("tariff").asText()).append(", version ")
                .append(answer.path("version").asInt())
                .append('\n');
        lines(answer).forEach(line -> text.append(line).append('\n'));
        return text + "Pay " + MoneyText.of(answer, "tenderMinor") + " for " + amount(answer,
                answer.path("units").asLong() + answer.path("freeUnits").asLong());
    }

    static String sold(JsonNode answer) {
        StringBuilder text = new StringBuilder("Payment ").append(answer.path("paymentId").asText());
        if (answer.path("creditId").isTextual()) {
            text.append(" bought ").append(amount(answer, answer.path("units").asLong()));
        } else {
            text.append(" is taken; nothing is on its way to the meter");
        }
        JsonNode sale = answer.path("sale");
        if (sale.isObject()) {
            text.append("; in the wallet ").append(MoneyText.of(sale, "walletAfterMinor"));
            lines(sale).forEach(line -> text.append('\n').append(line));
        }
        JsonNode tokens = answer.path("tokens");
        tokens.path("keyChange").forEach(token -> text.append("\nKey change: ").append(token.asText()));
        if (tokens.path("token").isTextual()) {
            text.append("\nToken: ").append(tokens.path("token").asText());
        }
        return text + "\nIts receipt, now and later: wattle vend receipt " + answer.path("paymentId").asText();
    }

    private static List<String> lines(JsonNode sale) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : sale.path("lines")) {
            String what = line.path("kind").asText().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                    + line.path("name").asText();
            lines.add("  " + what.strip() + ": "
                    + QuantityText.of(new Money(line.path("amountMinor").asLong(), sale.path("currency").asText())));
        }
        return lines;
    }

    private static String amount(JsonNode answer, long units) {
        return QuantityText.of(Unit.ofCode(answer.path("unit").asText()).of(units));
    }
}
