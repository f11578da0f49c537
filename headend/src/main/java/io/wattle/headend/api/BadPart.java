package io.wattle.headend.api;

/** A part of a request that the contract cannot check, or that contradicts another. */
final class BadPart extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String field;

    BadPart(String field, String detail) {
        super(detail);
        this.field = field;
    }

    Problem problem() {
        return new Problem(400, 0, "MALFORMED", field, String.valueOf(getMessage()));
    }
}
