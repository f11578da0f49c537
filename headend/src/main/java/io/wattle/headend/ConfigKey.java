package io.wattle.headend;

import java.util.List;
import java.util.Optional;

/**
 * One thing that can be set.
 *
 * @param name dotted path in the file
 * @param standard the value when the file says nothing; empty when there is none
 * @param unit of the value, or what it is
 * @param min least number; ignored for text
 * @param max greatest number, or longest text
 * @param meaning what it is for
 */
record ConfigKey(String name, Type type, String standard, String unit, long min, long max, String meaning) {

    private static final String OR = " or ";

    enum Type {
        WHOLE, TEXT, CHOICE
    }

    static ConfigKey whole(String name, long standard, String unit, long min, long max, String meaning) {
        return new ConfigKey(name, Type.WHOLE, Long.toString(standard), unit, min, max, meaning);
    }

    static ConfigKey text(String name, String standard, String unit, String meaning) {
        return new ConfigKey(name, Type.TEXT, standard, unit, 0, 1_000, meaning);
    }

    static ConfigKey choice(String name, List<String> words, String meaning) {
        return new ConfigKey(name, Type.CHOICE, words.getFirst(), String.join(OR, words), 0, 0, meaning);
    }

    String allowed() {
        return switch (type) {
            case WHOLE -> "a whole number from " + min + " to " + max + " (" + unit + ")";
            case TEXT, CHOICE -> unit;
        };
    }

    /** The value in its normal form, or empty if it is not allowed. */
    Optional<String> check(String value) {
        return switch (type) {
            case WHOLE -> value.matches("-?[0-9]{1,18}") && Long.parseLong(value) >= min && Long.parseLong(value) <= max
                    ? Optional.of(value)
                    : Optional.empty();
            case CHOICE -> List.of(unit.split(OR)).contains(value) ? Optional.of(value) : Optional.empty();
            case TEXT -> value.length() <= max ? Optional.of(value.strip()) : Optional.empty();
        };
    }
}
