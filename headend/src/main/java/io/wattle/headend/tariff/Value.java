package io.wattle.headend.tariff;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One value of a tariff file, and its name for whoever has to mend it. */
record Value(YamlNode node, String name) {
    private static final int DIGITS_MAX = 30;

    String text() {
        if (node instanceof YamlNode.Text text && !text.text().isBlank()) {
            return text.text();
        }
        throw refused(node instanceof YamlNode.Text ? "is empty" : "must be one value");
    }

    Fields fields() {
        return Fields.of(node, name);
    }

    /** The items of a list; a single value is a list of one. */
    List<Value> items() {
        if (!(node instanceof YamlNode.Items list)) {
            return List.of(this);
        }
        List<Value> values = new ArrayList<>();
        for (YamlNode item : list.items()) {
            values.add(new Value(item, name + "[" + (values.size() + 1) + "]"));
        }
        return values;
    }

    List<Fields> each() {
        return items().stream().map(Value::fields).toList();
    }

    List<String> texts() {
        return items().stream().map(Value::text).toList();
    }

    /** A number, exactly so many decimals moved; what is finer, or below zero, is refused. */
    long scaled(int decimals, String what) {
        String text = text();
        try {
            BigDecimal number = new BigDecimal(text);
            if (text.length() <= DIGITS_MAX && Math.abs(number.scale()) <= DIGITS_MAX && number.signum() >= 0) {
                return number.movePointRight(decimals).longValueExact();
            }
        } catch (NumberFormatException e) {
            throw refused("must be " + what + ", was: " + shown(text));
        } catch (ArithmeticException e) {
            throw refused("must be " + what + " with at most " + decimals + " decimals, was: " + shown(text));
        }
        throw refused("must be " + what + ", a plain number not below zero, was: " + shown(text));
    }

    long percent() {
        return scaled(4, "a percentage");
    }

    /** In kWh or m3, as Wh or l. */
    long units() {
        return scaled(3, "an amount of kWh or m3");
    }

    int whole() {
        long number = scaled(0, "a whole number");
        if (number > Integer.MAX_VALUE) {
            throw refused("must be a smaller number, was: " + number);
        }
        return (int) number;
    }

    boolean yesOrNo() {
        return switch (text()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw refused("must be yes or no, was: " + shown(text()));
        };
    }

    LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException e) {
            throw refused("must be a day such as 2026-07-01, was: " + shown(text()));
        }
    }

    MonthDay monthDay() {
        try {
            return MonthDay.parse("--" + text());
        } catch (DateTimeException e) {
            throw refused("must be month and day such as 06-01, was: " + shown(text()));
        }
    }

    /** Of the day; 24:00 is its end. */
    int minute() {
        String text = text();
        if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
            throw refused("must be a time such as 06:30, in quotes, was: " + shown(text));
        }
        return Integer.parseInt(text, 0, 2, 10) * 60 + Integer.parseInt(text, 3, 5, 10);
    }

    /** A word for one of a family: written small, with dashes. */
    <E extends Enum<E>> E word(Class<E> family) {
        Optional<E> found = List.of(family.getEnumConstants())
                .stream()
                .filter(one -> spelt(one).equals(text()))
                .findFirst();
        return found.orElseThrow(() -> refused("must be one of "
                + String.join(", ", List.of(family.getEnumConstants()).stream().map(Value::spelt).toList()) + ", was: "
                + shown(text())));
    }

    TariffFileException refused(String reason) {
        return new TariffFileException(node.line(), node.column(), name, reason);
    }

    private static String spelt(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shown(String text) {
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
    }
}
