package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.Optional;

/**
 * What the meter says to an AARQ (IEC 62056-5-3, AARE).
 *
 * @param context as in {@link AssociationRequest}
 * @param result 0 accepted, 1 rejected for good, 2 rejected for now
 * @param diagnostic why: 0 none, 14 authentication is to follow, others as the standard numbers them, those of the ACSE provider from 256 on
 * @param mechanism 0 none, 1 LLS, 3 to 7 HLS
 * @param title the meter's system title
 * @param challenge StoC
 * @param userInformation xDLMS InitiateResponse, plain or ciphered, with its tag
 */
public record AssociationResponse(int context, int result, int diagnostic, int mechanism, Optional<byte[]> title,
        Optional<byte[]> challenge, Optional<byte[]> userInformation) {
    public static final int ACCEPTED = 0;
    public static final int REJECTED = 1;
    public static final int NO_DIAGNOSTIC = 0;
    public static final int NO_REASON_GIVEN = 1;
    public static final int CONTEXT_NOT_SUPPORTED = 2;
    public static final int MECHANISM_NOT_RECOGNISED = 11;
    public static final int AUTHENTICATION_FAILURE = 13;
    public static final int AUTHENTICATION_REQUIRED = 14;

    /** A refusal in the context that was asked for. */
    public static AssociationResponse rejected(int context, int diagnostic) {
        return new AssociationResponse(context, REJECTED, diagnostic, 0, Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** RLRE with reason normal. */
    public static byte[] released() {
        return AcseFields.farewell(ApduTag.RELEASE_RESPONSE, Optional.empty());
    }

    /** RLRE to who showed who he is: with an InitiateResponse, ciphered. */
    public static byte[] released(byte[] userInformation) {
        return AcseFields.farewell(ApduTag.RELEASE_RESPONSE, Optional.of(userInformation));
    }

    /** Reads an AARE; empty if the bytes are none. */
    public static Optional<AssociationResponse> read(byte[] apdu) {
        try {
            AcseFields fields = new AcseFields(apdu, ApduTag.AARE);
            return Optional.of(new AssociationResponse(fields.context(0xA1), fields.integer(0xA2).orElse(REJECTED),
                    diagnostic(fields), fields.mechanism(0x89), fields.primitive(0xA4, 0x04),
                    fields.primitive(0xAA, 0x80), fields.primitive(0xBE, 0x04)));
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    /** The AARE as bytes. */
    public byte[] write() {
        AxdrWriter fields = new AxdrWriter();
        fields.unsigned8(0xA1).octets(AcseFields.wrap(0x06, AcseFields.contextOid(context)));
        fields.unsigned8(0xA2).octets(AcseFields.wrap(0x02, new byte[] {(byte) result}));
        fields.unsigned8(0xA3).octets(AcseFields.wrap(0xA1, AcseFields.wrap(0x02, new byte[] {(byte) diagnostic}))); // acse-service-user
        title.ifPresent(bytes -> fields.unsigned8(0xA4).octets(AcseFields.wrap(0x04, bytes)));
        challenge.ifPresent(bytes -> {
            fields.unsigned8(0x88).octets(new byte[] {0x07, (byte) 0x80}); // ACSE requirements: authentication
            fields.unsigned8(0x89).octets(AcseFields.mechanismOid(mechanism));
            fields.unsigned8(0xAA).octets(AcseFields.wrap(0x80, bytes));
        });
        userInformation.ifPresent(bytes -> fields.unsigned8(0xBE).octets(AcseFields.wrap(0x04, bytes)));
        return new AxdrWriter().unsigned8(ApduTag.AARE).octets(fields.toByteArray()).toByteArray();
    }

    /** acse-service-user (A1) or acse-service-provider (A2): an INTEGER in one more tag. */
    private static int diagnostic(AcseFields fields) {
        return fields.content(0xA3)
                .filter(bytes -> bytes.length == 5)
                .map(bytes -> (bytes[4] & 0xFF) + ((bytes[0] & 0xFF) == 0xA2 ? 256 : 0))
                .orElse(NO_REASON_GIVEN);
    }
}
