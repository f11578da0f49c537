package io.wattle.simulator.meter;

import java.nio.file.Path;

/** A fleet memory file cannot be used. Never mended by trying again: give the right file, or remove it. */
public final class FleetMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FleetMemoryException(Path file, String reason) {
        super("fleet memory " + file + ": " + reason);
    }

    FleetMemoryException(Path file, String reason, Throwable cause) {
        super("fleet memory " + file + ": " + reason, cause);
    }
}
