package io.wattle.protocols.sts.value;

/** The check digit of meter numbers (ISO/IEC 7812-1, known as Luhn's). Stateless. */
public final class Luhn {
    private Luhn() {}

    /**
     * The digit, 0 to 9, that has to follow these.
     *
     * @throws BadStsValueException if there is anything but decimal digits
     */
    public static int checkDigit(String digits) {
        StsChecks.require(StsChecks.isDigits(digits), "check digit", "can be computed for decimal digits only");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed / 10 + weighed % 10;
        }
        return (10 - sum % 10) % 10;
    }

    static void requireGood(String field, String digits) {
        int last = digits.length() - 1;
        StsChecks.require(checkDigit(digits.substring(0, last)) == digits.charAt(last) - '0', field,
                "has a wrong check digit");
    }
}
