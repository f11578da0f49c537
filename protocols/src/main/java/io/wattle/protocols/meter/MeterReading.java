package io.wattle.protocols.meter;

import java.time.Instant;
import java.util.Optional;

/**
 * One look at a meter. All values belong to one instant of the meter: a protocol that cannot read them together says
 * so by leaving out what it could not read together.
 *
 * @param meterSerial the serial number that the meter itself gave
 * @param meterTime the meter's own clock when the values were taken
 * @param receivedAt our clock when they arrived
 * @param register the cumulative register: energy or volume since the meter was made, never money
 * @param balance what is left in the meter, if it holds its own balance: energy, volume or money
 * @param relay the state of the supply, if the meter has a relay or valve
 */
public record MeterReading(String meterSerial, Instant meterTime, Instant receivedAt, MeterQuantity register,
        Optional<MeterQuantity> balance, Optional<RelayState> relay) {

    public MeterReading {
        if (meterSerial.isBlank()) {
            throw new IllegalArgumentException("meterSerial must not be blank");
        }
        if (register instanceof MeterQuantity.Money) {
            throw new IllegalArgumentException("register must be energy or volume, was: " + register);
        }
    }
}
