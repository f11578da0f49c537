package io.wattle.protocols.sts.value;

/**
 * A value that IEC 62055-41 does not have, or that this codec does not support. Says which field and why; never holds
 * digits of a token or a part of a key.
 */
public final class BadStsValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String reason;

    /**
     * @param field what is wrong, in the standard's words
     * @param reason what it would have to be; free of secrets
     */
    public BadStsValueException(String field, String reason) {
        super(sentence(field, reason));
        this.field = field;
        this.reason = reason;
    }

    /** Which value is wrong. */
    public String field() {
        return field;
    }

    /** Why it is wrong. */
    public String reason() {
        return reason;
    }

    /** Both in one sentence. */
    public String sentence() {
        return sentence(field, reason);
    }

    private static String sentence(String field, String reason) {
        return field + " " + reason;
    }
}
