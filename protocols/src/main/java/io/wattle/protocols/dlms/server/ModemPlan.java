package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.inbound.ModemMessage;
import java.time.Duration;

/**
 * How a meter's modem dials in.
 *
 * @param heartbeat between two heartbeats, 10 ms..24 h
 * @param redial before it dials again when the connection is gone, 10 ms..24 h
 * @param pushes whether it sends its last event and the values of its push setup, once it has dialled in, and the latter
 *        again with each heartbeat until that is confirmed
 */
public record ModemPlan(Duration heartbeat, Duration redial, boolean pushes) {

    public ModemPlan {
        check("heartbeat in ms", heartbeat.toMillis());
        check("redial in ms", redial.toMillis());
    }

    /** It sends nothing but logins and heartbeats. */
    public ModemPlan(Duration heartbeat, Duration redial) {
        this(heartbeat, redial, false);
    }

    /** The same, pushing. */
    public ModemPlan pushing() {
        return new ModemPlan(heartbeat, redial, true);
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
