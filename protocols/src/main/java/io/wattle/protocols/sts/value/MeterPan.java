package io.wattle.protocols.sts.value;

/**
 * MeterPAN: the 18 digits that name an STS meter in the world and go into its key. Issuer (IIN), {@link
 * DecoderReferenceNumber}, check digit (Luhn). Immutable.
 *
 * <p>A wrong length, issuer or check digit is refused with a {@link BadStsValueException}.
 *
 * @param digits 18 digits beginning with 600727 (11-digit DRN) or 0000 (13-digit DRN)
 */
public record MeterPan(String digits) {
    private static final int DIGITS = 18;
    private static final String IIN_SHORT_CODES = "600727";
    private static final String IIN_LONG_CODES = "0000";

    public MeterPan {
        StsChecks.requireDigits("MeterPAN", digits, DIGITS);
        StsChecks.require(digits.startsWith(IIN_SHORT_CODES) || digits.startsWith(IIN_LONG_CODES), "MeterPAN",
                "must begin with the issuer 600727 or 0000");
        Luhn.requireGood("MeterPAN", digits);
        Luhn.requireGood("DRN in MeterPAN", digits.substring(iin(digits).length(), DIGITS - 1));
    }

    /** The PAN of the meter with this number: the issuer follows from its length. */
    public static MeterPan of(DecoderReferenceNumber drn) {
        boolean isShort = drn.digits().length() == DecoderReferenceNumber.SHORT_DIGITS;
        String body = (isShort ? IIN_SHORT_CODES : IIN_LONG_CODES) + drn.digits();
        return new MeterPan(body + Luhn.checkDigit(body));
    }

    /** Issuer identification number: 600727 or 0000. */
    public String iin() {
        return iin(digits);
    }

    /** The number printed on the meter. */
    public DecoderReferenceNumber drn() {
        return new DecoderReferenceNumber(digits.substring(iin().length(), DIGITS - 1));
    }

    @Override
    public String toString() {
        return digits;
    }

    private static String iin(String digits) {
        return digits.startsWith(IIN_SHORT_CODES) ? IIN_SHORT_CODES : IIN_LONG_CODES;
    }
}
