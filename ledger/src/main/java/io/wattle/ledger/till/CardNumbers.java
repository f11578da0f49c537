package io.wattle.ledger.till;

/** Tells numbers of payment cards (ISO/IEC 7812), which must never be written down. Pure. */
public final class CardNumbers {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    private CardNumbers() {}

    /** Whether the text is, but for blanks and dashes, 13..19 digits with a right check digit (Luhn). */
    public static boolean looksLikeOne(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(digits.length() - 1 - i);
            if (digit < '0' || digit > '9') {
                return false;
            }
            int value = (digit - '0') * (i % 2 == 0 ? 1 : 2);
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }
}
