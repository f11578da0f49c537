package io.wattle.protocols.sts.value;

/** DKGA: how a meter's key is made from a vending key, and so how long the vending key is. */
public enum KeyGenerationAlgorithm {
    /** DES, with vending keys of 64 bits, each byte of odd parity. For EA07 only. */
    DKGA02("02", 8),
    /** KDF-HMAC-SHA-256, with vending keys of 160 bits. */
    DKGA04("04", 20);

    private final String digits;
    private final int vendingKeyBytes;

    KeyGenerationAlgorithm(String digits, int vendingKeyBytes) {
        this.digits = digits;
        this.vendingKeyBytes = vendingKeyBytes;
    }

    /**
     * From its two digits.
     *
     * @throws BadStsValueException unless it is 02 or 04; 01 is legacy, 03 withdrawn, and neither can be verified
     */
    public static KeyGenerationAlgorithm of(String digits) {
        return switch (digits) {
            case "02" -> DKGA02;
            case "04" -> DKGA04;
            case "01" -> throw new BadStsValueException("DKGA", "01 (legacy) is not supported");
            case "03" -> throw new BadStsValueException("DKGA", "03 (triple DES) is withdrawn and not supported");
            default -> throw new BadStsValueException("DKGA", "must be 02 or 04");
        };
    }

    /** Two digits, as they go into a key. */
    public String digits() {
        return digits;
    }

    /** Length of a vending key. */
    public int vendingKeyBytes() {
        return vendingKeyBytes;
    }

    /** Whether it makes keys for that encryption. */
    public boolean makesKeysFor(EncryptionAlgorithm encryption) {
        return this == DKGA04 || encryption == EncryptionAlgorithm.EA07;
    }
}
