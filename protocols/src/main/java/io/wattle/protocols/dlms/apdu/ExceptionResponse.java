package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;

/**
 * The meter's short no to what it cannot even answer (IEC 62056-5-3, ExceptionResponse); always in clear.
 *
 * @param state state-error, 1..2
 * @param service service-error, 1..6
 */
public record ExceptionResponse(int state, int service) {
    private static final int SERVICE_NOT_ALLOWED = 1; // state-error
    private static final int OPERATION_NOT_POSSIBLE = 1; // service-error
    private static final int SERVICE_NOT_SUPPORTED = 2; // service-error
    private static final int PDU_TOO_LONG = 4; // service-error
    private static final int DECIPHERING_ERROR = 5; // service-error
    private static final int INVOCATION_COUNTER_ERROR = 6; // service-error, followed by the counter

    /** Reads what stands behind the tag. */
    static ExceptionResponse read(AxdrReader in) {
        return new ExceptionResponse(in.unsigned8(), in.unsigned8());
    }

    /** What is meant, in the standard's words. */
    public String words() {
        String why = switch (service) {
            case 1 -> "operation not possible";
            case 2 -> "service not supported";
            case 3 -> "other reason";
            case 4 -> "PDU too long";
            case 5 -> "deciphering error";
            case 6 -> "invocation counter error";
            default -> "service error " + service;
        };
        return why + (state == SERVICE_NOT_ALLOWED ? ", service not allowed" : state == 2 ? ", service unknown" : "");
    }

    /** Would the meter say the same at any other time? */
    public boolean isFinal() {
        return service == SERVICE_NOT_SUPPORTED || service == PDU_TOO_LONG;
    }

    /** A service that is not offered, or a request that is not whole. */
    public static byte[] notSupported() {
        return new AxdrWriter().unsigned8(ApduTag.EXCEPTION_RESPONSE)
                .unsigned8(2)
                .unsigned8(SERVICE_NOT_SUPPORTED)
                .toByteArray();
    }

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

    /** An invocation counter that was seen before; carries the lowest that would be taken, at most 2^32 - 1. */
    public static byte[] invocationCounterError(long lowest) {
        return new AxdrWriter().unsigned8(ApduTag.EXCEPTION_RESPONSE)
                .unsigned8(SERVICE_NOT_ALLOWED)
                .unsigned8(INVOCATION_COUNTER_ERROR)
                .unsigned32(Math.min(lowest, 0xFFFF_FFFFL))
                .toByteArray();
    }

    /** Is this an exception response that blames the invocation counter? */
    public static boolean blamesCounter(byte[] apdu) {
        return apdu.length >= 3 && (apdu[0] & 0xFF) == ApduTag.EXCEPTION_RESPONSE
                && (apdu[2] & 0xFF) == INVOCATION_COUNTER_ERROR;
    }
}
