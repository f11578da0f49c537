package io.wattle.protocols.optical.session;

import io.wattle.protocols.optical.message.Trouble;
import java.io.IOException;

/** A conversation over the probe that cannot go on. Its message holds no secret. */
public final class OpticalException extends IOException {
    private static final long serialVersionUID = 1;

    private final Trouble trouble;
    private final boolean instructed;

    OpticalException(Trouble trouble, String message, boolean instructed) {
        super(message);
        this.trouble = trouble;
        this.instructed = instructed;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** Whether an instruction was sent whose answer is lost: the meter may or may not have done it. */
    public boolean isInstructed() {
        return instructed;
    }
}
