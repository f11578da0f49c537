package io.wattle.protocols.sts.value;

/**
 * KRN: which of a supply group's vending keys. Immutable.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param number 1 to 9
 */
public record KeyRevisionNumber(int number) {
    private static final int LAST = 9;

    public KeyRevisionNumber {
        StsChecks.requireRange("KRN", number, 1, LAST);
    }

    /** The one after it: 1 comes after 9. */
    public KeyRevisionNumber next() {
        return new KeyRevisionNumber(number % LAST + 1);
    }

    @Override
    public String toString() {
        return String.valueOf(number);
    }
}
