package io.wattle.headend.sts.prism;

import java.time.Duration;

/**
 * Where the module is, and how long it may take.
 *
 * @param connectTimeout for a connection
 * @param answerTimeout for the whole of one answer
 */
public record PrismConfig(String host, int port, Duration connectTimeout, Duration answerTimeout) {
    /** What a time-out may be, and what it is if nobody says. */
    public static final int TIMEOUT_MS_MIN = 10;
    public static final int TIMEOUT_MS_MAX = 120_000;
    public static final int CONNECT_TIMEOUT_MS = 5_000;
    public static final int ANSWER_TIMEOUT_MS = 10_000;

    public PrismConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("needed: the host name or address of the module");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("must be 1 to 65535, was " + port);
        }
    }
}
