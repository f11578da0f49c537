package io.wattle.protocols.sts;

/** What came of reading a token with a key. Immutable. */
public sealed interface Decoded {

    /** It is whole and made with this key. Whether it was used before is for whoever remembers identifiers. */
    record Accepted(Token token) implements Decoded {}

    /**
     * It is not.
     *
     * @param code one of FORMAT_ERROR, FUNCTION_ERROR, CRC_ERROR, MFR_CODE_ERROR, RANGE_ERROR
     * @param detail for people; names no digit of the token
     */
    record Rejected(ResultCode code, String detail) implements Decoded {}
}
