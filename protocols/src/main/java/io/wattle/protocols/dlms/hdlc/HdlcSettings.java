package io.wattle.protocols.dlms.hdlc;

import java.time.Duration;

/**
 * How one end of an HDLC link behaves.
 *
 * @param informationBytesMax longest information field proposed, both ways, 32..2030
 * @param window frames proposed without acknowledgement, both ways, 1..7
 * @param responseTimeout until a poll is answered, 10 ms..1 min; longer than the longest answer is on the line
 * @param tries how often the client polls before it gives a silent meter up, 1..10
 * @param octetTimeout between two bytes of one frame, 10 ms..1 min
 * @param pollPause before a meter that had nothing to say is polled again, 1 ms..10 s
 * @param keepAlive a link on which nothing was said for so long is polled, 100 ms..10 min; meters end silent ones
 */
public record HdlcSettings(int informationBytesMax, int window, Duration responseTimeout, int tries,
        Duration octetTimeout, Duration pollPause, Duration keepAlive) {
    private static final int BITS_PER_BYTE_ON_A_LINE = 10; // start, eight, stop
    private static final int FRAME_OVERHEAD_BYTES = 17;

    public HdlcSettings {
        check("informationBytesMax", informationBytesMax, HdlcLimits.BYTES_MIN, HdlcLimits.BYTES_MAX);
        check("window", window, 1, HdlcLimits.WINDOW_MAX);
        check("responseTimeout in ms", responseTimeout.toMillis(), 10, 60_000);
        check("tries", tries, 1, 10);
        check("octetTimeout in ms", octetTimeout.toMillis(), 10, 60_000);
        check("pollPause in ms", pollPause.toMillis(), 1, 10_000);
        check("keepAlive in ms", keepAlive.toMillis(), 100, 600_000);
    }

    /** 512 bytes, window 1, 3 s for an answer, 3 tries, 1 s between bytes, 100 ms between polls, alive every 20 s. */
    public static HdlcSettings defaults() {
        return new HdlcSettings(512, 1, Duration.ofSeconds(3), 3, Duration.ofSeconds(1), Duration.ofMillis(100),
                Duration.ofSeconds(20));
    }

    /** The same with other proposals. */
    public HdlcSettings withSizes(int otherBytes, int otherWindow) {
        return new HdlcSettings(otherBytes, otherWindow, responseTimeout, tries, octetTimeout, pollPause, keepAlive);
    }

    /** The same with another patience for each poll. */
    public HdlcSettings withResponse(Duration other, int otherTries) {
        return new HdlcSettings(informationBytesMax, window, other, otherTries, octetTimeout, pollPause, keepAlive);
    }

    /** The same with other pauses. */
    public HdlcSettings withPauses(Duration octet, Duration poll, Duration alive) {
        return new HdlcSettings(informationBytesMax, window, responseTimeout, tries, octet, poll, alive);
    }

    /** The same, waiting for an answer as much longer as a line of that speed takes to carry question and answer. */
    public HdlcSettings onLine(int baud) {
        long bits = 2L * window * (informationBytesMax + FRAME_OVERHEAD_BYTES) * BITS_PER_BYTE_ON_A_LINE;
        long millis = Math.min(60_000, responseTimeout.toMillis() + bits * 1_000 / baud);
        return withResponse(Duration.ofMillis(millis), tries);
    }

    HdlcLimits limits() {
        return new HdlcLimits(informationBytesMax, informationBytesMax, window, window);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}
