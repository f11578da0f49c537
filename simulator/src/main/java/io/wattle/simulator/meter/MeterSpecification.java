package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.RelayState;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.Keypad;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One meter as it left the factory and was hung on a wall.
 *
 * @param serial 11 decimal digits
 * @param logicalAddress logical device address (wrapper port), 1..65535
 * @param startRegister register when new, 0 or more, in Wh or litres
 * @param startBalance balance when new, in Wh or litres, within 32 bits
 * @param keypad what it does with tokens, if it takes any
 */
public record MeterSpecification(String serial, Service service, int logicalAddress, MeterSecurity security,
        Household household, long startRegister, int startBalance, Optional<Keypad> keypad) {

    /** The maker's three letters in system titles. */
    private static final String MAKER = "WTL";

    public MeterSpecification {
        if (!serial.matches("[0-9]{11}")) {
            throw new IllegalArgumentException("serial must have 11 digits, was: " + serial);
        }
        if (logicalAddress < 1 || logicalAddress > 0xFFFF) {
            throw new IllegalArgumentException("logicalAddress must be 1..65535, was: " + logicalAddress);
        }
        if (startRegister < 0) {
            throw new IllegalArgumentException("startRegister must be 0 or more, was: " + startRegister);
        }
    }

    /** A meter that takes no tokens, on the usual terms. */
    public MeterSpecification(String serial, Service service, int logicalAddress, DlmsKeys keys, Household household,
            long startRegister, int startBalance) {
        this(serial, service, logicalAddress, MeterSecurity.usual(keys), household, startRegister, startBalance,
                Optional.empty());
    }

    /** The maker's letters and the serial number as a number of five bytes. */
    byte[] systemTitle() {
        byte[] title = ByteBuffer.allocate(Long.BYTES).putLong(Long.parseLong(serial)).array();
        System.arraycopy(MAKER.getBytes(StandardCharsets.US_ASCII), 0, title, 0, MAKER.length());
        return title;
    }

    /** So many Wh or litres. */
    MeterQuantity quantity(long units) {
        return switch (service) {
            case ELECTRICITY -> new MeterQuantity.Energy(units);
            case WATER -> new MeterQuantity.Volume(units);
            case GAS -> new MeterQuantity.Gas(units);
        };
    }

    /** Clock, register, balance and relay as the meter's display shows them. */
    MeterReading reading(MeterState now, boolean openedByLimiter) {
        Instant shown = Instant.ofEpochMilli(now.clock().shows(now.atMs()));
        return new MeterReading(serial, shown, shown, quantity(now.counts().register()),
                Optional.of(quantity(now.counts().balance())),
                Optional.of(relay(now.connected(), openedByLimiter)));
    }

    private static RelayState relay(boolean connected, boolean openedByLimiter) {
        if (connected) {
            return RelayState.CONNECTED;
        }
        return openedByLimiter ? RelayState.READY_FOR_RECONNECTION : RelayState.DISCONNECTED;
    }
}
