package io.wattle.headend.account;

/** The keys of customers cannot be used; the text says what to mend, and has no key in it. */
public final class CustomerKeysException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CustomerKeysException(String message) {
        super(message);
    }

    CustomerKeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
