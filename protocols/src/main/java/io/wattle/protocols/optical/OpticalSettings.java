package io.wattle.protocols.optical;

import io.wattle.protocols.optical.session.SessionSettings;
import java.time.Duration;

/**
 * How a connector keeps its lines.
 *
 * @param session how to behave on lines
 * @param turn how long a conversation waits for the one before it on the same line
 * @param idle how long a link may lie open while nobody asks; it holds the line
 * @param linksMax links open or waiting at once; each has a thread, as a device is read in native code
 */
public record OpticalSettings(SessionSettings session, Duration turn, Duration idle, int linksMax) {

    public OpticalSettings {
        if (linksMax < 1) {
            throw new IllegalArgumentException("linksMax must be 1 or more, was: " + linksMax);
        }
    }

    public static OpticalSettings defaults() {
        return new OpticalSettings(SessionSettings.defaults(), Duration.ofMinutes(2), Duration.ofSeconds(30), 64);
    }

    public OpticalSettings withSession(SessionSettings other) {
        return new OpticalSettings(other, turn, idle, linksMax);
    }
}
