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

    /** Takes the class and the 64 bits of a token apart, without looking at the checksum. */
    static TokenFields of(int tokenClass, long block) {
        return new TokenFields(tokenClass, (int) (block >>> (CHECKSUM_BITS + DATA_BITS)),
                block >>> CHECKSUM_BITS & ((1L << DATA_BITS) - 1));
    }

    /** Subclass, data and checksum in 64 bits, the subclass in front. */
    long block() {
        return ((long) subclass << DATA_BITS | data) << CHECKSUM_BITS | checksum();
    }

    /** CRC, or CRC_C of a currency token: 16 bits as they stand in the token. */
    int checksum() {
        long covered = ((long) tokenClass << SUBCLASS_BITS | subclass) << DATA_BITS | data;
        return tokenClass == 0 && subclass >= 4 && subclass <= 7
                ? TokenBits.currencyCrc(covered)
                : TokenBits.crc(covered);
    }

    @Override
    public String toString() {
        return "TokenFields[hidden]";
    }
}
