package io.wattle.protocols.optical.message;

/** Control characters of IEC 62056-21, clause 5.2. */
public final class Control {
    public static final char SOH = 1;
    public static final char STX = 2;
    public static final char ETX = 3;
    public static final char EOT = 4;
    public static final char ACK = 6;
    public static final char NAK = 0x15;
    /** Ends lines. */
    public static final String CRLF = "\r\n";

    private Control() {}
}
