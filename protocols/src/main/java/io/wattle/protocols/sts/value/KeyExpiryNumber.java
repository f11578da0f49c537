package io.wattle.protocols.sts.value;

/**
 * KEN: how long a vending key lasts, compared with the upper eight bits of a {@link TokenIdentifier}; one step is 65 536
 * minutes, 45.5 days. Immutable.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param number 0 to 255; 255 is never passed within a base date
 */
public record KeyExpiryNumber(int number) {
    /** Lasts as long as its base date. */
    public static final KeyExpiryNumber NEVER = new KeyExpiryNumber(255);
    private static final int TID_LOW_BITS = 16;

    public KeyExpiryNumber {
        StsChecks.requireRange("KEN", number, 0, 255);
    }

    /** Whether a token of that minute would be made with an expired key. */
    public boolean hasExpiredAt(TokenIdentifier tid) {
        return tid.minutes() >> TID_LOW_BITS > number;
    }

    @Override
    public String toString() {
        return String.valueOf(number);
    }
}
