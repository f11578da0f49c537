package io.wattle.protocols.dlms.push;

import io.wattle.protocols.meter.MeterReading;
import java.util.Optional;

/**
 * A notification that came from a meter.
 *
 * @param meterSerial whose it is
 * @param proven whether it was ciphered with the meter's keys and came for the first time; else only its sender's word
 *        stands behind it, as with meters that use no security
 * @param reading what the meter's register and clock said, if that was pushed, and authenticated
 */
public record Pushed(String meterSerial, boolean proven, Notification notification, Optional<MeterReading> reading) {

    /** Without a reading. */
    public Pushed(String meterSerial, boolean proven, Notification notification) {
        this(meterSerial, proven, notification, Optional.empty());
    }
}
