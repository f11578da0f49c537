package io.wattle.protocols.optical.message;

import java.nio.charset.StandardCharsets;

/** The block check character (ISO/IEC 1155): each bit makes the number of ones in its column even. */
public final class BlockCheck {
    private BlockCheck() {}

    /**
     * Of what stands after SOH or STX, up to and with ETX or EOT.
     *
     * @return 0..127
     */
    public static char of(CharSequence covered) {
        int check = 0;
        for (int i = 0; i < covered.length(); i++) {
            check ^= covered.charAt(i);
        }
        return (char) (check & 0x7F);
    }

    /** The block with its start and end characters and its check, as bytes. */
    public static byte[] sealed(char start, String body, char end) {
        return ascii(start + body + end + of(body + end));
    }

    /** Seven-bit characters as bytes. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
