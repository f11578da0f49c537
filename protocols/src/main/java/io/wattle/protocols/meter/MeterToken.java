package io.wattle.protocols.meter;

/**
 * A token of twenty decimal digits, as a customer would key it in. Its digits are worth money: they never reach a log.
 *
 * @param digits exactly twenty decimal digits, no blanks
 */
public record MeterToken(String digits) {

    public MeterToken {
        if (!digits.matches("[0-9]{20}")) {
            throw new IllegalArgumentException("digits must be exactly 20 decimal digits");
        }
    }

    @Override
    public String toString() {
        return "MeterToken[hidden]";
    }
}
