package io.wattle.protocols.dlms.push;

import io.wattle.protocols.meter.MeterAddress;
import java.util.Optional;
import java.util.Set;

/** Which meter is called that. Called on event loops: does not block. */
public interface PushPeers {

    /**
     * The meter, if somebody is called one of these.
     *
     * @param names serial number, modem's number, logical device name; or {@code title } and a system title in capital hex
     */
    Optional<MeterAddress> find(Set<String> names);
}
