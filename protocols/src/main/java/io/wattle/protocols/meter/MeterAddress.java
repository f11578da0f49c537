package io.wattle.protocols.meter;

import java.net.URI;

/**
 * Where a meter is and how to speak to it.
 *
 * @param meterSerial the serial number that the meter must give when asked
 * @param uri the scheme names the protocol, the rest is that protocol's business; never holds a secret
 */
public record MeterAddress(String meterSerial, URI uri) {

    private static final String WHOEVER = "*";

    /** Whoever answers there is the meter that is meant: for a technician before a meter. */
    public static MeterAddress ofWhoever(URI uri) {
        return new MeterAddress(WHOEVER, uri);
    }

    /** Whether the one who gives this serial number is the meter that is meant. */
    public boolean means(String serial) {
        return meterSerial.equals(WHOEVER) || meterSerial.equals(serial);
    }

    public MeterAddress {
        if (meterSerial.isBlank()) {
            throw new IllegalArgumentException("meterSerial must not be blank");
        }
        if (uri.getScheme() == null) {
            throw new IllegalArgumentException("uri must begin with a scheme such as dlms:, was: " + uri);
        }
    }
}
