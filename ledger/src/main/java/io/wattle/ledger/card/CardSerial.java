package io.wattle.ledger.card;

import java.util.Optional;

/**
 * The visible number of a card: nine digits that count up, and a check digit (Damm), which shows every wrong digit and
 * every two that changed places. Ten digits, unlike a meter's 11 or 13 and a token's 20.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param number without the check digit, 1..999,999,999
 */
public record CardSerial(int number) {
    public static final int MAX = 999_999_999;
    private static final int DIGITS = 10;
    /** A quasigroup of order 10 that is totally anti-symmetric, from H. Michael Damm's thesis (Marburg 2004). */
    private static final String[] DAMM = {"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
            "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};

    public CardSerial {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("a serial must be 1.." + MAX + " without its check digit, was: "
                    + number);
        }
    }

    /** The serial of ten digits, aside from blanks between them and the end of a scanner's line; empty if it is none, or its check digit is wrong. */
    public static Optional<CardSerial> parse(String text) {
        String digits = text.replaceAll("\\s", "");
        if (digits.length() != DIGITS || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                || interim(digits) != 0) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits.substring(0, DIGITS - 1));
        return number < 1 ? Optional.empty() : Optional.of(new CardSerial(number));
    }

    /** All ten digits. */
    public String text() {
        String digits = Integer.toString(number);
        String padded = "0".repeat(DIGITS - 1 - digits.length()) + digits;
        return padded + interim(padded);
    }

    private static int interim(String digits) {
        int interim = 0;
        for (int i = 0; i < digits.length(); i++) {
            interim = DAMM[interim].charAt(digits.charAt(i) - '0') - '0';
        }
        return interim;
    }

    @Override
    public String toString() {
        return text();
    }
}
