package io.wattle.headend.sts.prism;

import java.time.Duration;

/**
 * Where the module is, and how long it may take.
 *
 * @param connectTimeout for a connection
 * @param answerTimeout for the whole of one answer
 */
public record PrismConfig(String host, int port, Duration connectTimeout, Duration answerTimeout) {
    public PrismConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("needed: the host name or address of the module");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("must be 1 to 65535, was " + port);
        }
    }
}
