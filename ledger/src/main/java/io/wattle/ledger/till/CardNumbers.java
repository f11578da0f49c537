package io.wattle.ledger.till;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what may be the number of a payment card (ISO/IEC 7812), which must never be written down: 13 to 19 digits of any
 * script, alone or in groups with anything between that is no letter, whose last digit is right by Luhn. One in ten numbers of
 * that length looks so and is none: better one too many. Pure.
 */
public final class CardNumbers {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;
    /** RFC 9562, with a letter at least: many callers name what they ask by one, and one in a hundred has such a row of digits. */
    private static final Pattern UUID = Pattern.compile(
            "(?i)(?=.*[a-f])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private CardNumbers() {}

    /** Whether some part of the text may be a card number. */
    public static boolean mayBeIn(CharSequence text) {
        if (UUID.matcher(text).matches()) {
            return false;
        }
        List<StringBuilder> groups = new ArrayList<>(List.of(new StringBuilder()));
        for (int letter : text.codePoints().toArray()) {
            int digit = Character.digit(letter, 10); // of any script: fullwidth digits are digits, too
            if (digit >= 0) {
                groups.getLast().append((char) ('0' + digit));
            } else if (!Character.isLetter(letter)) {
                if (!groups.getLast().isEmpty()) {
                    groups.add(new StringBuilder());
                }
            } else {
                if (anyIn(groups)) {
                    return true;
                }
                groups = new ArrayList<>(List.of(new StringBuilder()));
            }
        }
        return anyIn(groups);
    }

    /** Any row of whole groups: an expiry date may stand behind a number. */
    private static boolean anyIn(List<StringBuilder> groups) {
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < groups.size() && digits.length() <= DIGITS_MAX; last++) {
                digits.append(groups.get(last));
                if (isRight(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRight(CharSequence digits) {
        if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sum += i % 2 == 0 ? digit : twice;
        }
        return sum % 10 == 0;
    }
}
