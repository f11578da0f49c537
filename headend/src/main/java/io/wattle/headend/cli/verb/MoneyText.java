package io.wattle.headend.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import java.math.BigDecimal;
import java.util.Currency;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Money as people type it and read it. Stateless. */
public final class MoneyText {

    private MoneyText() {}

    /** In minor units, exactly; what is finer, or no currency, is wrong usage. */
    public static long minor(CommandSpec spec, BigDecimal amount, String currency) {
        return minor(spec, "AMOUNT", amount, currency);
    }

    /** The same, for another option or parameter. */
    public static long minor(CommandSpec spec, String name, BigDecimal amount, String currency) {
        try {
            return amount.movePointRight(Currency.getInstance(currency).getDefaultFractionDigits()).longValueExact();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--currency must be a code such as USD, was: " + currency,
                    e);
        } catch (ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), name + " must be an amount that " + currency
                    + " can be paid in, was: " + amount, e);
        }
    }

    public static String of(JsonNode answer, String field) {
        return QuantityText.of(new Money(answer.path(field).asLong(), answer.path("currency").asText()));
    }
}
