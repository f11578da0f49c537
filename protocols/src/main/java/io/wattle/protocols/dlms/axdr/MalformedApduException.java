package io.wattle.protocols.dlms.axdr;

/**
 * Bytes that are not what the standard says. Thrown inside the codecs only; each codec's public entry turns it into a
 * value of its own.
 */
public final class MalformedApduException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param offset of the byte that is wrong
     * @param reason what is wrong, without any value that could be a secret
     */
    public MalformedApduException(int offset, String reason) {
        super(reason + " at byte " + offset, null, false, false);
    }

    /** What is wrong and where; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
