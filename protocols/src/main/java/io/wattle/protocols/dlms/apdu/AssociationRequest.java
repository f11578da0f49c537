package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.Optional;

/**
 * What a client wants when it associates (IEC 62056-5-3, AARQ).
 *
 * @param context last arc of the application context, such as {@link Referencing#context} gives
 * @param mechanism 0 none, 1 LLS, 3 to 7 HLS
 * @param title the client's system title, if given; trusted with nothing
 * @param challenge CtoS, or the password of LLS, if given
 * @param userInformation xDLMS InitiateRequest, plain or ciphered, with its tag
 */
public record AssociationRequest(int context, int mechanism, Optional<byte[]> title, Optional<byte[]> challenge,
        byte[] userInformation) {
    /** HLS mechanism 5: GMAC. */
    public static final int MECHANISM_GMAC = 5;

    /** RLRQ with reason normal: the end of what such a request began. */
    public static byte[] release() {
        return AcseFields.farewell(ApduTag.RELEASE_REQUEST, Optional.empty());
    }

    /** RLRQ, too, of who ends it only if he can show who he is: with an InitiateRequest, ciphered. */
    public static byte[] release(byte[] userInformation) {
        return AcseFields.farewell(ApduTag.RELEASE_REQUEST, Optional.of(userInformation));
    }

    /** What such an RLRQ shows; empty if it shows nothing, or the bytes are none. */
    public static Optional<byte[]> releaseInformation(byte[] apdu) {
        try {
            return new AcseFields(apdu, ApduTag.RELEASE_REQUEST).primitive(0xBE, 0x04);
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    /** The AARQ as bytes. */
    public byte[] write() {
        AxdrWriter fields = new AxdrWriter();
        fields.unsigned8(0xA1).octets(AcseFields.wrap(0x06, AcseFields.contextOid(context)));
        title.ifPresent(bytes -> fields.unsigned8(0xA6).octets(AcseFields.wrap(0x04, bytes)));
        challenge.ifPresent(bytes -> {
            fields.unsigned8(0x8A).octets(new byte[] {0x07, (byte) 0x80}); // ACSE requirements: authentication
            fields.unsigned8(0x8B).octets(AcseFields.mechanismOid(mechanism));
            fields.unsigned8(0xAC).octets(AcseFields.wrap(0x80, bytes));
        });
        fields.unsigned8(0xBE).octets(AcseFields.wrap(0x04, userInformation));
        return new AxdrWriter().unsigned8(ApduTag.AARQ).octets(fields.toByteArray()).toByteArray();
    }

    /** Reads an AARQ; empty if the bytes are none. */
    public static Optional<AssociationRequest> read(byte[] apdu) {
        try {
            AcseFields fields = new AcseFields(apdu, ApduTag.AARQ);
            return Optional.of(new AssociationRequest(fields.context(0xA1), fields.mechanism(0x8B),
                    fields.primitive(0xA6, 0x04), fields.primitive(0xAC, 0x80),
                    fields.primitive(0xBE, 0x04).orElse(new byte[0])));
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }
}
