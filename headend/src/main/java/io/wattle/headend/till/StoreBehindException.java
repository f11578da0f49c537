package io.wattle.headend.till;

/** The tables do not show yet what the ledger has; may be asked again. */
public final class StoreBehindException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreBehindException(long sequence) {
        super("the tables do not show entry " + sequence + " yet");
    }
}
