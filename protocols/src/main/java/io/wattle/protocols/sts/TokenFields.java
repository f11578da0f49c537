package io.wattle.protocols.sts;

/**
 * A token before encryption: what its class is, and what its 64 bits hold beside the checksum. Immutable.
 *
 * @param tokenClass 0 to 3
 * @param subclass 0 to 15
 * @param data 44 bits
 */
record TokenFields(int tokenClass, int subclass, long data) {
    private static final int DATA_BITS = 44;
    private static final int SUBCLASS_BITS = 4;
    private static final int CHECKSUM_BITS = 16;
    private static final int CHECKSUM_BYTES = 7; // the 50 bits before the checksum, with six zeros in front
    private static final int POLYNOMIAL = 0xA001; // x^16 + x^15 + x^2 + 1, reflected
    private static final int CURRENCY_BYTE = 1;

    /** Takes the class and the 64 bits of a token apart, without looking at the checksum. */
    static TokenFields of(int tokenClass, long block) {
        return new TokenFields(tokenClass, (int) (block >>> (CHECKSUM_BITS + DATA_BITS)),
                block >>> CHECKSUM_BITS & ((1L << DATA_BITS) - 1));
    }

    /** Subclass, data and checksum in 64 bits, the subclass in front. */
    long block() {
        return ((long) subclass << DATA_BITS | data) << CHECKSUM_BITS | checksum();
    }

    /** CRC, or CRC_C of a currency token, which takes one byte more: 16 bits as they stand in the token. */
    int checksum() {
        long covered = ((long) tokenClass << SUBCLASS_BITS | subclass) << DATA_BITS | data;
        int crc = 0xFFFF;
        for (int i = CHECKSUM_BYTES - 1; i >= 0; i--) {
            crc = next(crc, (int) (covered >>> (i * Byte.SIZE)) & 0xFF);
        }
        if (tokenClass == 0 && subclass >= 4 && subclass <= 7) {
            crc = next(crc, CURRENCY_BYTE);
        }
        return (crc & 0xFF) << Byte.SIZE | crc >>> Byte.SIZE; // the low byte is sent first
    }

    private static int next(int crc, int value) {
        int register = crc ^ value;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            register = (register & 1) == 1 ? (register >>> 1) ^ POLYNOMIAL : register >>> 1;
        }
        return register;
    }

    @Override
    public String toString() {
        return "TokenFields[hidden]";
    }
}
