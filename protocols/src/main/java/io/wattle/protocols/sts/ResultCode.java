package io.wattle.protocols.sts;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a meter answers to a token. The numbers are those that meters show; the steps are those of the standard, in the
 * order in which a meter takes them. Which step LOCKED_OUT and NOT_READY belong to is our reading.
 */
public enum ResultCode {
    ACCEPT(1, Step.EXECUTION), //
    FIRST_KEY_SECTION(2, Step.EXECUTION), //
    SECOND_KEY_SECTION(3, Step.EXECUTION), //
    /** The register would overflow; the token is not used up. */
    OVERFLOW_ERROR(4, Step.EXECUTION),
    /** The key may not change to that type. */
    KEY_TYPE_ERROR(5, Step.EXECUTION),
    /** Not twenty digits, more than 66 bits, or a class that is reserved. */
    FORMAT_ERROR(6, Step.FORMAT),
    /** A value that the meter cannot take. */
    RANGE_ERROR(7, Step.EXECUTION),
    /** A subclass that the meter does not have. */
    FUNCTION_ERROR(8, Step.FORMAT),
    /** Its identifier is below all that the meter remembers. */
    OLD_ERROR(9, Step.VALIDATION),
    /** Its identifier was seen before. */
    USED_ERROR(10, Step.VALIDATION),
    /** Made with a key that had expired. */
    KEY_EXPIRED_ERROR(11, Step.VALIDATION),
    /** Credit for a meter with a default key. */
    DDTK_ERROR(12, Step.VALIDATION),
    /** Mistyped, or for another key. */
    CRC_ERROR(13, Step.AUTHENTICATION),
    /** A test for another manufacturer's meters. */
    MFR_CODE_ERROR(14, Step.AUTHENTICATION),
    /** Too many wrong entries: the meter waits. */
    LOCKED_OUT(15, Step.AUTHENTICATION),
    /** The meter is busy with another token. */
    NOT_READY(16, Step.FORMAT);

    /** Order is the order of checking. */
    public enum Step {
        FORMAT, AUTHENTICATION, VALIDATION, EXECUTION
    }

    private final int number;
    private final Step step;

    ResultCode(int number, Step step) {
        this.number = number;
        this.step = step;
    }

    /** From its number; empty for numbers that are reserved. */
    public static Optional<ResultCode> of(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }

    /** Whether the token was taken: by itself, or as a section of a key change. */
    public boolean accepts() {
        return this == ACCEPT || this == FIRST_KEY_SECTION || this == SECOND_KEY_SECTION;
    }

    /** 1 to 16, as a meter shows it. */
    public int number() {
        return number;
    }

    /** The step that came to this. */
    public Step step() {
        return step;
    }
}
