package io.wattle.headend.cli.verb;

/** The surroundings of a command (its environment, its input) are not as it needs them; the message says how. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
