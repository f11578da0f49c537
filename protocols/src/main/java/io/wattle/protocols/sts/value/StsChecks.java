package io.wattle.protocols.sts.value;

/** The checks that all STS values share. Each throws {@link BadStsValueException}; stateless. */
public final class StsChecks {
    private StsChecks() {}

    /** Refuses the field for this reason unless the condition holds. */
    public static void require(boolean good, String field, String reason) {
        if (!good) {
            throw new BadStsValueException(field, reason);
        }
    }

    /** Refuses what lies outside of both bounds, which belong to the range. */
    public static void requireRange(String field, long value, long min, long max) {
        require(value >= min && value <= max, field, "must be " + min + " to " + max + ", was " + value);
    }

    /** Refuses anything but so many ASCII digits. */
    static void requireDigits(String field, String text, int count) {
        require(isDigits(text) && text.length() == count, field, "must be " + count + " decimal digits");
    }

    static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
