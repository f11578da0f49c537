package io.wattle.protocols.sts.value;

/** EA: how a meter's tokens are encrypted, and so how long its key is. */
public enum EncryptionAlgorithm {
    /** STA, the standard transfer algorithm: 64-bit keys. */
    EA07("07", 8),
    /** MISTY1 (RFC 2994): 128-bit keys. */
    EA11("11", 16);

    private final String digits;
    private final int keyBytes;

    EncryptionAlgorithm(String digits, int keyBytes) {
        this.digits = digits;
        this.keyBytes = keyBytes;
    }

    /**
     * From its two digits.
     *
     * @throws BadStsValueException unless it is 07 or 11; 09 (DEA) is withdrawn
     */
    public static EncryptionAlgorithm of(String digits) {
        return switch (digits) {
            case "07" -> EA07;
            case "11" -> EA11;
            case "09" -> throw new BadStsValueException("EA", "09 (DEA) is withdrawn and not supported");
            default -> throw new BadStsValueException("EA", "must be 07 or 11");
        };
    }

    /** Two digits, as they go into a key. */
    public String digits() {
        return digits;
    }

    /** Length of a decoder key. */
    public int keyBytes() {
        return keyBytes;
    }
}
