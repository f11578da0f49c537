package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrWriter;

/** The meter's short no to what it cannot even answer (IEC 62056-5-3, ExceptionResponse); always in clear. */
public final class ExceptionResponse {
    private static final int SERVICE_NOT_ALLOWED = 1; // state-error
    private static final int OPERATION_NOT_POSSIBLE = 1; // service-error
    private static final int DECIPHERING_ERROR = 5; // service-error
    private static final int INVOCATION_COUNTER_ERROR = 6; // service-error, followed by the counter

    private ExceptionResponse() {}

    /** No association, or no such service. */
    public static byte[] notAllowed() {
        return new AxdrWriter().unsigned8(ApduTag.EXCEPTION_RESPONSE)
                .unsigned8(SERVICE_NOT_ALLOWED)
                .unsigned8(OPERATION_NOT_POSSIBLE)
                .toByteArray();
    }

    /** Not protected under our keys. */
    public static byte[] decipheringError() {
        return new AxdrWriter().unsigned8(ApduTag.EXCEPTION_RESPONSE)
                .unsigned8(SERVICE_NOT_ALLOWED)
                .unsigned8(DECIPHERING_ERROR)
                .toByteArray();
    }

    /** An invocation counter that was seen before; carries the one that was refused. */
    public static byte[] invocationCounterError(long counter) {
        return new AxdrWriter().unsigned8(ApduTag.EXCEPTION_RESPONSE)
                .unsigned8(SERVICE_NOT_ALLOWED)
                .unsigned8(INVOCATION_COUNTER_ERROR)
                .unsigned32(counter)
                .toByteArray();
    }

    /** Is this an exception response that blames the invocation counter? */
    public static boolean blamesCounter(byte[] apdu) {
        return apdu.length >= 3 && (apdu[0] & 0xFF) == ApduTag.EXCEPTION_RESPONSE
                && apdu[2] == INVOCATION_COUNTER_ERROR;
    }
}
