package io.wattle.headend.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattle.headend.provider.ProviderOutcome.OutcomeUnknown;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.CardNumbers;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What a gateway's answer says of a payment. What is not exactly as agreed says nothing: its outcome is unknown. Pure. */
final class GatewayAnswer {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int CODE_CHARACTERS_MAX = 40;

    private GatewayAnswer() {}

    static ProviderOutcome read(int status, byte[] body, String reference, Money amount) {
        if (status != 200 && status != 201 && status != 404 && status != 409) {
            return new OutcomeUnknown("the provider answered with HTTP " + status);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException e) {
            return new OutcomeUnknown("the provider's answer is no JSON");
        }
        if (answer == null || !answer.path("reference").asText().equals(reference)) {
            return new OutcomeUnknown("the provider's answer is about another payment");
        }
        String said = answer.path("status").asText();
        if (status == 404) {
            // Any web server says 404; only a provider says that it knows no such payment.
            return said.equals("NONE")
                    ? new ProviderOutcome.Unheard()
                    : new OutcomeUnknown("the provider answered with HTTP 404");
        }
        boolean isOurs = answer.path("amountMinor").isIntegralNumber()
                && answer.path("amountMinor").canConvertToLong()
                && answer.path("amountMinor").asLong() == amount.amountMinor()
                && answer.path("currency").asText().equals(amount.currency());
        return isOurs
                ? read(status, said, answer)
                : new OutcomeUnknown("the provider's answer is about another amount");
    }

    /** A refusal to give back is one only as the answer to the question. */
    private static ProviderOutcome read(int status, String said, JsonNode answer) {
        return switch (said) {
            case "OPEN" -> new ProviderOutcome.Open(page(answer));
            case "AUTHORISED" -> new ProviderOutcome.Authorised();
            case "CAPTURED" -> status == 409 && answer.hasNonNull("refundRefused")
                    ? new ProviderOutcome.RefundRefused(code(answer, "refundRefused"))
                    : new ProviderOutcome.Captured();
            case "DECLINED" -> new ProviderOutcome.Declined(code(answer, "reason"));
            case "CANCELLED" -> new ProviderOutcome.Cancelled();
            case "REFUNDED" -> new ProviderOutcome.Refunded();
            default -> new OutcomeUnknown("the provider's answer has no status that was agreed");
        };
    }

    /** A customer is sent nowhere but to a page of the web. */
    private static Optional<URI> page(JsonNode answer) {
        try {
            return Optional.of(answer.path("checkoutUrl").asText())
                    .filter(text -> !text.isEmpty() && text.length() <= 2_000)
                    .map(URI::create)
                    .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** It goes into the journal: a short word, and nothing that could be a card number. */
    private static String code(JsonNode answer, String field) {
        String code = answer.path(field).asText();
        boolean plain = code.length() <= CODE_CHARACTERS_MAX && code.matches("[A-Za-z0-9_.-]*")
                && !CardNumbers.mayBeIn(code);
        return plain ? code : "unreadable";
    }
}
