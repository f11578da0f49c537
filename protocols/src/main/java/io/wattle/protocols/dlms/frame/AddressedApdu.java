package io.wattle.protocols.dlms.frame;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One APDU and whom it goes from and to, whatever data link carries it: what is above a link sees nothing else of it.
 * The addresses are the wrapper's ports (IEC 62056-47), or the HDLC address of the client and the logical device's
 * (IEC 62056-46).
 *
 * @param source of the sender, 0..65535
 * @param destination of the receiver, 0..65535
 * @param payload the APDU, 1..65535 bytes; not copied, as it goes from hand to hand: nobody changes what he has handed over
 * @param asks whether it is to be answered; where a meter speaks only when it is polled, it is polled for the answer
 */
public record AddressedApdu(int source, int destination, byte[] payload, boolean asks) {
    private static final int UNSIGNED16_MAX = 0xFFFF;

    public AddressedApdu {
        checkRange("source", source, 0);
        checkRange("destination", destination, 0);
        checkRange("payload length", payload.length, 1);
    }

    /** One that is to be answered, or is an answer. */
    public AddressedApdu(int source, int destination, byte[] payload) {
        this(source, destination, payload, true);
    }

    /** The same, and nothing answers it, as it is with a confirmation. */
    public AddressedApdu unanswered() {
        return new AddressedApdu(source, destination, payload, false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressedApdu frame && source == frame.source && destination == frame.destination
                && asks == frame.asks && Arrays.equals(payload, frame.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * source + destination) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "AddressedApdu[" + source + " -> " + destination + ", " + HexFormat.of().formatHex(payload) + "]";
    }

    private static void checkRange(String name, int value, int least) {
        if (value < least || value > UNSIGNED16_MAX) {
            throw new IllegalArgumentException(name + " must be " + least + "..65535, was: " + value);
        }
    }
}
