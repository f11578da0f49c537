package io.wattle.headend.sts.keystore;

/** A keystore cannot be used as asked; the message is for the operator and has no secret. */
public final class KeyStoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeyStoreException(String message) {
        super(message);
    }
}
