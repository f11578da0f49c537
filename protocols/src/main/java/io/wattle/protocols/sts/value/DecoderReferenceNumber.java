package io.wattle.protocols.sts.value;

/**
 * DRN: the number printed on an STS meter, also called IAIN or meter number. Manufacturer code, eight digits of serial
 * number, check digit (Luhn). Immutable.
 *
 * <p>A wrong length or check digit is refused with a {@link BadStsValueException}.
 *
 * @param digits 11 digits with a 2-digit manufacturer code, 13 with a 4-digit one
 */
public record DecoderReferenceNumber(String digits) {
    static final int SHORT_DIGITS = 11;
    static final int LONG_DIGITS = 13;
    private static final int SERIAL_DIGITS = 8;

    public DecoderReferenceNumber {
        StsChecks.require(
                StsChecks.isDigits(digits) && (digits.length() == SHORT_DIGITS || digits.length() == LONG_DIGITS),
                "DRN",
                "must be 11 or 13 decimal digits");
        Luhn.requireGood("DRN", digits);
    }

    /** The number of this manufacturer (2 or 4 digits) and serial (8 digits), with its check digit. */
    public static DecoderReferenceNumber of(String manufacturerCode, String serial) {
        StsChecks.requireDigits("DRN serial", serial, SERIAL_DIGITS);
        String body = manufacturerCode + serial;
        return new DecoderReferenceNumber(body + Luhn.checkDigit(body));
    }

    /** Two or four digits. */
    public String manufacturerCode() {
        return digits.substring(0, digits.length() - SERIAL_DIGITS - 1);
    }

    /** Eight digits. */
    public String serial() {
        return digits.substring(digits.length() - SERIAL_DIGITS - 1, digits.length() - 1);
    }

    @Override
    public String toString() {
        return digits;
    }
}
