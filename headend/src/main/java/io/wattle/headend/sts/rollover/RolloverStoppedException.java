package io.wattle.headend.sts.rollover;

/** A run could not go on; what it has done is kept, and the next run goes on from there. */
public final class RolloverStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RolloverStoppedException(String message) {
        super(message);
    }
}
