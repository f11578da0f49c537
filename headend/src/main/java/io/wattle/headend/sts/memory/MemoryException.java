package io.wattle.headend.sts.memory;

/** The memory of tokens cannot be used; the message is for the operator and has no token. */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MemoryException(String message) {
        super(message);
    }
}
