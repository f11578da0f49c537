package io.wattle.headend.bench;

/** A measurement that could not be taken, or that must not be believed; the message says why and what would help. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
