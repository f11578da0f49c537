package io.wattle.headend.cli;

/** Log level of a command; logs go to standard error, answers to standard output. */
final class CommandLogging {

    private CommandLogging() {}

    /** A server tells what it does. To be called before anything logs; {@code WATTLE_LOG} in the environment wins. */
    static void verbose() {
        if (System.getenv("WATTLE_LOG") == null) {
            System.setProperty("WATTLE_LOG", "INFO");
        }
    }
}
