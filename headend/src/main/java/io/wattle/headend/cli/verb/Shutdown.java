package io.wattle.headend.cli.verb;

/** What happens when the process is told to end (Ctrl-C, SIGTERM). */
public final class Shutdown {

    private Shutdown() {}

    /**
     * Closes in good order when the process is told to end.
     *
     * @param told is run first: whoever waits for the end
     * @param close releases what is open; run once the process is ending
     */
    public static void hook(Runnable told, Runnable close) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
            told.run();
            close.run();
        }));
    }
}
