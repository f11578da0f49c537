package io.wattle.headend.sts.vector;

/** A vector that cannot be computed: which field, and why. Never holds a key. */
final class BadVectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadVectorException(String field, String reason) {
        super(field + ": " + reason);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
