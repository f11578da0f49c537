package io.wattle.headend.card;

/** Cards cannot be served as they are configured; the message says what to mend. */
public final class CardStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CardStartException(String message) {
        super(message);
    }
}
