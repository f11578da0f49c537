package io.wattle.protocols.dlms.server;

import java.util.Optional;

/** Who answers under which logical address. Called on event loops; safe for use by many threads, and quick. */
@FunctionalInterface
public interface DeviceDirectory {
    /** The device under a logical address (wrapper port, 0..65535), if there is one. */
    Optional<CosemDevice> find(int logicalAddress);
}
