package io.wattle.headend.sts.prism;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Typed fields: a letter, the value, and {@code ~}. N is a decimal number, P printable text, H hex octets. Stateless. */
final class PtvdFields {
    private static final int FIELDS_MAX = 16;

    private PtvdFields() {}

    /** One field as it came. */
    record Field(char type, String value) {
        @Override
        public String toString() {
            return "Field[" + type + ", hidden]"; // it may be a token
        }
    }

    static String number(int value) {
        return "N" + value + "~";
    }

    static String printable(String text) {
        return "P" + text + "~";
    }

    /** @param digits how many, even */
    static String hex(int value, int digits) {
        return "H" + String.format(Locale.ROOT, "%0" + digits + "X", value) + "~";
    }

    /** All fields of a text; empty if it is not made of fields alone, or has one that is not as its type says. */
    static Optional<List<Field>> parse(String text) {
        List<Field> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('~', at);
            if (end < 0 || fields.size() == FIELDS_MAX) {
                return Optional.empty();
            }
            Field field = new Field(text.charAt(at), text.substring(at + 1, Math.max(end, at + 1)));
            if (!isGood(field)) {
                return Optional.empty();
            }
            fields.add(field);
            at = end + 1;
        }
        return Optional.of(fields);
    }

    private static boolean isGood(Field field) {
        return switch (field.type) {
            case 'N' -> field.value.matches("[0-9]{1,9}");
            case 'P' -> field.value.matches("[ -}]{0,512}");
            case 'H' -> field.value.matches("([0-9A-Fa-f]{2}){0,256}");
            case 'D' -> field.value.matches("[0-9]{14}");
            default -> false;
        };
    }
}
