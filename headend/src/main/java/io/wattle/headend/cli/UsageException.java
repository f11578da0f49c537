package io.wattle.headend.cli;

/** The surroundings of a command (its environment, its input) are not as it needs them; the message says how. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
