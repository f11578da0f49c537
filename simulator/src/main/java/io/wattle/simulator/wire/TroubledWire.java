package io.wattle.simulator.wire;

import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.simulator.fault.WireTrouble;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps who misbehaves how, and for how often still. Safe for use by many threads. */
final class TroubledWire implements WireFaults {
    private final Map<Integer, Running> troubles = new ConcurrentHashMap<>();

    private record Running(WireTrouble trouble, AtomicInteger timesLeft) {}

    /** In place of what the meter did before. */
    void begin(int logicalAddress, WireTrouble trouble) {
        troubles.put(logicalAddress, new Running(trouble, new AtomicInteger(trouble.times())));
    }

    void end(int logicalAddress) {
        troubles.remove(logicalAddress);
    }

    @Override
    public WireFault onReply(int logicalAddress, int reply) {
        Running running = troubles.get(logicalAddress);
        if (running == null || !running.trouble.strikes(reply)) {
            return WireFault.NONE;
        }
        int timesLeft = running.timesLeft.getAndUpdate(left -> Math.max(0, left - 1));
        return timesLeft > 0 ? running.trouble.fault() : WireFault.NONE;
    }
}
