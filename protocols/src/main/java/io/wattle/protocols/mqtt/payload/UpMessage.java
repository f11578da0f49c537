package io.wattle.protocols.mqtt.payload;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterReading;
import java.time.Instant;
import java.util.Optional;

/** What a meter says unasked. Immutable. */
public sealed interface UpMessage {

    /** The serial number that the meter gives. */
    String meter();

    /** The meter's number of this message, which rises; whoever gives one wants a receipt. */
    Optional<Long> sequence();

    /** Values as of one instant. */
    record Reading(Optional<Long> sequence, MeterReading reading) implements UpMessage {
        @Override
        public String meter() {
            return reading.meterSerial();
        }
    }

    /** Register values at regular times. */
    record Profile(Optional<Long> sequence, LoadProfile profile) implements UpMessage {
        @Override
        public String meter() {
            return profile.meterSerial();
        }
    }

    /**
     * Something happened at the meter.
     *
     * @param kind such as {@code cover-opened}, in small letters and hyphens
     * @param detail for people
     */
    record Event(String meter, Optional<Long> sequence, Instant at, String kind, String detail)
            implements
                UpMessage {}

    /** The meter came (birth) or went (last will). Retained. */
    record State(String meter, Optional<Long> sequence, boolean online) implements UpMessage {}
}
