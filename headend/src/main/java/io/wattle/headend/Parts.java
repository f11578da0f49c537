package io.wattle.headend;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse: whoever builds a whole keeps its parts here. Safe for use by many threads. */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Keeps a part that was just opened, and gives it back. */
    public synchronized <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    /** Closes what is open, newest first; one that fails does not keep the others open. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("a part did not close in good order", e);
            }
        }
    }
}
