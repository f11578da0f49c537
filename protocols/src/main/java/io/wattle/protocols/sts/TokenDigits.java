package io.wattle.protocols.sts;

import io.wattle.protocols.sts.value.StsChecks;
import java.math.BigInteger;

/**
 * A token as people carry it: 66 bits in twenty decimal digits. They are worth money: never in a log, and {@code
 * toString} hides them. Immutable.
 *
 * <p>Anything else is refused with a {@link io.wattle.protocols.sts.value.BadStsValueException} that says nothing of the
 * digits.
 *
 * @param digits twenty decimal digits, at most 73 786 976 294 838 206 463 (2^66 - 1)
 */
public record TokenDigits(String digits) {
    static final int COUNT = 20;
    static final int BITS = 66;
    private static final String FIELD = "token";
    private static final String GROUPS_OF_FOUR = "(?<=\\G.{4})(?=.)";
    private static final int TYPED_CHARACTERS_MAX = 100; // twenty digits and whatever people put between them

    public TokenDigits {
        StsChecks.require(digits.length() == COUNT, FIELD, "must have 20 digits, has " + digits.length());
        StsChecks.require(digits.chars().allMatch(TokenDigits::isDigit), FIELD, "must have decimal digits only");
        StsChecks.require(new BigInteger(digits).bitLength() <= BITS, FIELD, "is larger than any token can be");
    }

    /**
     * What somebody typed: twenty digits, with any blanks and dashes between.
     *
     * @throws io.wattle.protocols.sts.value.BadStsValueException if it is anything else
     */
    public static TokenDigits parse(String typed) {
        StsChecks.require(typed.length() <= TYPED_CHARACTERS_MAX, FIELD,
                "must not have more than " + TYPED_CHARACTERS_MAX + " characters");
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
            } else {
                StsChecks.require(c == '-' || Character.isWhitespace(c), FIELD,
                        "has something else than a digit, a blank or a dash at place " + (i + 1));
            }
        }
        return new TokenDigits(digits.toString());
    }

    /** From the 66 bits; a larger number is refused. */
    static TokenDigits of(BigInteger number) {
        String digits = number.toString();
        return new TokenDigits("0".repeat(Math.max(COUNT - digits.length(), 0)) + digits);
    }

    /** Five groups of four digits with a blank between, for print and display. */
    public String grouped() {
        return digits.replaceAll(GROUPS_OF_FOUR, " ");
    }

    /** 0 credit, 1 test, 2 management, 3 reserved: what it is can be seen without a key. */
    public int tokenClass() {
        return TokenBits.tokenClass(number());
    }

    /** The 66 bits. */
    BigInteger number() {
        return new BigInteger(digits);
    }

    @Override
    public String toString() {
        return "TokenDigits[hidden]";
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
