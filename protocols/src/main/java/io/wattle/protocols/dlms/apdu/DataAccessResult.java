package io.wattle.protocols.dlms.apdu;

/** How one GET, SET or ACTION ended (IEC 62056-5-3, Data-Access-Result; Action-Result shares the numbers). */
public enum DataAccessResult {
    SUCCESS(0), HARDWARE_FAULT(1), TEMPORARY_FAILURE(2), READ_WRITE_DENIED(3), OBJECT_UNDEFINED(4),
    OBJECT_CLASS_INCONSISTENT(9), OBJECT_UNAVAILABLE(11), TYPE_UNMATCHED(12), SCOPE_OF_ACCESS_VIOLATED(13),
    DATA_BLOCK_UNAVAILABLE(14), LONG_GET_ABORTED(15), NO_LONG_GET_IN_PROGRESS(16), LONG_SET_ABORTED(17),
    NO_LONG_SET_IN_PROGRESS(18), DATA_BLOCK_NUMBER_INVALID(19), OTHER_REASON(250);

    private final int code;

    DataAccessResult(int code) {
        this.code = code;
    }

    /** As on the wire, 0..250. */
    public int code() {
        return code;
    }

    /** The result of that number; what the standard does not name is {@link #OTHER_REASON}. */
    public static DataAccessResult of(int code) {
        for (DataAccessResult result : values()) {
            if (result.code == code) {
                return result;
            }
        }
        return OTHER_REASON;
    }
}
