package io.wattle.protocols.dlms.association;

/** A request was to be made, and no invocation counter is left of those that were reserved. Nothing was made. */
public final class CountersUsedUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CountersUsedUpException() {
        super("no invocation counter is left of the reserved range");
    }
}
