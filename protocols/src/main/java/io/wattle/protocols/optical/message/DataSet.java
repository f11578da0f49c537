package io.wattle.protocols.optical.message;

/**
 * One value of a meter (clause 6.3.4), such as {@code 1.8.0(0012345.678*kWh)}.
 *
 * @param address at most {@value #ADDRESS_CHARS_MAX} characters; empty where the block leaves it out
 * @param value at most {@value #VALUE_CHARS_MAX} characters
 * @param unit at most {@value #UNIT_CHARS_MAX} characters; empty if none stands there
 */
public record DataSet(String address, String value, String unit) {
    /** The standard has 16; addresses with a storage number and a channel were seen to be longer. */
    public static final int ADDRESS_CHARS_MAX = 32;
    /** In mode C (32 elsewhere). */
    public static final int VALUE_CHARS_MAX = 128;
    public static final int UNIT_CHARS_MAX = 16;

    public DataSet {
        check("address", address, ADDRESS_CHARS_MAX);
        check("value", value, VALUE_CHARS_MAX);
        check("unit", unit, UNIT_CHARS_MAX);
    }

    /** As it is sent. */
    public String text() {
        return address + "(" + value + (unit.isEmpty() ? "" : "*" + unit) + ")";
    }

    private static void check(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    what + " must have at most " + most + " characters, had " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one < ' ' || one > '~' || one == '(' || one == ')') {
                throw new IllegalArgumentException(what + " must be printable without parentheses, has character "
                        + (int) one + " at " + i);
            }
        }
    }
}
