package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import java.time.Duration;
import java.util.Optional;

/**
 * How a meter's modem dials in.
 *
 * @param heartbeat between two heartbeats, 10 ms..24 h
 * @param redial before it dials again when the connection is gone, 10 ms..24 h
 * @param pushes whether it sends its last event and the values of its push setup, once it has dialled in, and the latter
 *        again with each heartbeat until that is confirmed; over HDLC it pushes nothing
 * @param silent it says nothing of itself, neither logins nor heartbeats nor pushes: a modem that passes bytes on, and a meter
 *        that waits to be asked
 * @param hdlc the meter speaks HDLC behind it; the TCP wrapper if not given
 * @param tls around all of it; in clear if not given
 */
public record ModemPlan(Duration heartbeat, Duration redial, boolean pushes, boolean silent,
        Optional<HdlcSettings> hdlc, Optional<ModemTls> tls) {

    public ModemPlan {
        check("heartbeat in ms", heartbeat.toMillis());
        check("redial in ms", redial.toMillis());
    }

    /** It sends nothing but logins and heartbeats. */
    public ModemPlan(Duration heartbeat, Duration redial) {
        this(heartbeat, redial, false, false, Optional.empty(), Optional.empty());
    }

    /** The same, pushing. */
    public ModemPlan pushing() {
        return new ModemPlan(heartbeat, redial, true, silent, hdlc, tls);
    }

    /** The same, saying nothing. */
    public ModemPlan silently() {
        return new ModemPlan(heartbeat, redial, pushes, true, hdlc, tls);
    }

    /** The same over HDLC. */
    public ModemPlan overHdlc(HdlcSettings settings) {
        return new ModemPlan(heartbeat, redial, pushes, silent, Optional.of(settings), tls);
    }

    /** The same over TLS. */
    public ModemPlan overTls(ModemTls protection) {
        return new ModemPlan(heartbeat, redial, pushes, silent, hdlc, Optional.of(protection));
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
