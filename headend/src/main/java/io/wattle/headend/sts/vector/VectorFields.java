package io.wattle.headend.sts.vector;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of one JSON object. A number may stand there as a number or as a text; what is null is missing. Everything
 * that does not fit is a {@link BadVectorException} with the field's whole name. Immutable.
 *
 * @param path what stands before a field's name in messages, such as {@code cfg.}
 */
record VectorFields(String path, JsonNode object) {
    private static final int EXPONENT_MAX = 100;
    private static final String NUMBER = "[-+]?[0-9]{1,60}(\\.[0-9]{1,60})?";

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    boolean isNumber(String name) {
        return object.path(name).isNumber();
    }

    /** The object in that field. */
    VectorFields inner(String name) {
        JsonNode node = required(name);
        if (!node.isObject()) {
            throw bad(name, "must be an object");
        }
        return new VectorFields(path + name + ".", node);
    }

    /** A text, or a whole number's digits. */
    String text(String name) {
        JsonNode node = required(name);
        if (node.isTextual()) {
            return node.textValue().strip();
        }
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue().toString();
        }
        throw bad(name, "must be a text");
    }

    /** What the text stands for. */
    <T> T parsed(String name, Function<String, T> maker) {
        String text = text(name);
        return checked(name, () -> maker.apply(text));
    }

    /** A whole number within these bounds. */
    long whole(String name, long min, long max) {
        BigInteger number = whole(name);
        if (number.compareTo(BigInteger.valueOf(min)) < 0 || number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw bad(name, "must be " + min + " to " + max + ", was " + number);
        }
        return number.longValueExact();
    }

    /** The same, where it may be missing. */
    Optional<Long> wholeIfThere(String name, long min, long max) {
        return has(name) ? Optional.of(whole(name, min, max)) : Optional.empty();
    }

    /** A number, which may have decimals. */
    BigDecimal decimal(String name) {
        JsonNode node = required(name);
        if (node.isTextual() && node.textValue().strip().matches(NUMBER)) {
            return new BigDecimal(node.textValue().strip());
        }
        if (!node.isNumber()) {
            throw bad(name, "must be a number");
        }
        BigDecimal number = node.decimalValue();
        if (Math.abs((long) number.scale()) > EXPONENT_MAX || number.precision() > EXPONENT_MAX) {
            throw bad(name, "has too many digits"); // before anybody writes them out
        }
        return number;
    }

    /** True or false, which may be written 1 or 0. */
    boolean truth(String name) {
        JsonNode node = required(name);
        return node.isBoolean() ? node.booleanValue() : whole(name, 0, 1) == 1;
    }

    /** Bytes in hexadecimal digits of either case. */
    byte[] bytes(String name) {
        JsonNode node = required(name);
        if (!node.isTextual()) {
            throw bad(name, "must be a text of hexadecimal digits");
        }
        try {
            return HexFormat.of().parseHex(node.textValue().strip());
        } catch (IllegalArgumentException notHex) {
            throw bad(name, "must be an even number of hexadecimal digits"); // shows none of them: it may be a key
        }
    }

    /** So many bytes as one number. */
    long bits(String name, int count) {
        byte[] bytes = bytes(name);
        if (bytes.length != count) {
            throw bad(name, "must have " + count + " bytes, has " + bytes.length);
        }
        return new BigInteger(1, bytes).longValue();
    }

    /** Runs what may refuse the field's value. */
    <T> T checked(String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (BadStsValueException refused) {
            throw bad(name, refused.sentence());
        }
    }

    BadVectorException bad(String name, String reason) {
        return new BadVectorException(path + name, reason);
    }

    private BigInteger whole(String name) {
        BigDecimal number = decimal(name);
        try {
            return number.setScale(0, RoundingMode.UNNECESSARY).toBigIntegerExact();
        } catch (ArithmeticException fraction) {
            throw bad(name, "must be a whole number");
        }
    }

    private JsonNode required(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            throw bad(name, "is missing");
        }
        return node;
    }
}
