package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.inbound.ModemMessage;
import java.time.Duration;

/**
 * How a meter's modem dials in.
 *
 * @param heartbeat between two heartbeats, 10 ms..24 h
 * @param redial before it dials again when the connection is gone, 10 ms..24 h
 */
public record ModemPlan(Duration heartbeat, Duration redial) {

    public ModemPlan {
        check("heartbeat in ms", heartbeat.toMillis());
        check("redial in ms", redial.toMillis());
    }

    /** A heartbeat a minute, and half a second before it dials again. */
    public static ModemPlan defaults() {
        return new ModemPlan(Duration.ofMinutes(1), Duration.ofMillis(500));
    }

    /** What it says first. */
    byte[] announcement(String name) {
        return ModemMessage.login(name).write();
    }

    private static void check(String name, long value) {
        if (value < 10 || value > 86_400_000) {
            throw new IllegalArgumentException(name + " must be 10..86400000, was: " + value);
        }
    }
}
