package io.wattle.headend.cli.vend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.MoneyText;
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

    /** A payment with what became of it, and what it went to, line by line. */
    static String shown(JsonNode answer) {
        JsonNode sold = answer.path("sale");
        ObjectNode rest = answer.deepCopy();
        if (!sold.isObject()) {
            return AnswerText.of(rest);
        }
        JsonNode head = sold.path("sale");
        ObjectNode sale = head.deepCopy();
        sale.set("lines", sold.path("lines"));
        rest.remove("sale");
        if (!rest.path("payment").isObject()) {
            rest.set("payment", conversion(head));
        }
        return AnswerText.of(rest) + "\n" + head.path("tariff").asText() + ", version " + head.path("version").asInt()
                + ":\n" + String.join("\n", lines(sale));
    }

    /** It took no money, but spent what was in the wallet. */
    private static ObjectNode conversion(JsonNode head) {
        ObjectNode spent = head.deepCopy();
        spent.retain("paymentId", "meter", "account", "soldAt", "conversion", "moneyMinor", "walletBeforeMinor",
                "walletAfterMinor", "currency", "actor", "channel", "sequence");
        return spent;
    }

    private static List<String> lines(JsonNode sale) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : sale.path("lines")) {
            String kind = line.path("kind").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
            String name = line.path("name").asText();
            lines.add("  " + (name.isEmpty() || name.equalsIgnoreCase(kind) ? kind : kind + " " + name) + ": "
                    + QuantityText.of(new Money(line.path("amountMinor").asLong(), sale.path("currency").asText())));
        }
        return lines;
    }

    private static String amount(JsonNode answer, long units) {
        return QuantityText.of(Unit.ofCode(answer.path("unit").asText()).of(units));
    }
}
