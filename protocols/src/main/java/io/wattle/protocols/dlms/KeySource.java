package io.wattle.protocols.dlms;

import java.util.Optional;

/** Where a meter's keys come from. Safe for use by many threads; does not block for long. */
@FunctionalInterface
public interface KeySource {

    /** A copy of the meter's keys, which the caller closes after use; empty if there are none. */
    Optional<DlmsKeys> keysOf(String meterSerial);
}
