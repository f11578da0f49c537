package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What both sides agree on when they associate (IEC 62056-5-3, InitiateRequest and InitiateResponse, plain).
 *
 * @param conformance services, 24 bits, the standard's bit 0 highest
 * @param apduBytesMax longest APDU the sender takes; 0 means no limit
 */
public record Initiate(int conformance, int apduBytesMax) {
    /** What a client proposes that ciphers or signs in the general forms. */
    public static final int GENERAL_PROTECTION = bit(1);
    /** Several attributes in one GET. */
    public static final int MULTIPLE_REFERENCES = bit(14);
    /** APDUs of any kind in blocks. */
    public static final int GENERAL_BLOCK_TRANSFER = bit(2);
    /** SET in blocks. */
    public static final int BLOCKS_WITH_SET = bit(12);
    /** ACTION in blocks. */
    public static final int BLOCKS_WITH_ACTION = bit(13);
    /** Parts of attributes. */
    public static final int SELECTIVE_ACCESS = bit(21);
    /** Reads, writes and calls in one request. */
    public static final int ACCESS = bit(17);
    /**
     * GET, SET and ACTION, each in blocks if need be; multiple references, selective access, ACCESS and general block
     * transfer.
     */
    public static final int OFFERED_CONFORMANCE = bit(19) | bit(20) | bit(23) | bit(11) | BLOCKS_WITH_SET
            | BLOCKS_WITH_ACTION | MULTIPLE_REFERENCES | SELECTIVE_ACCESS | ACCESS
            | GENERAL_BLOCK_TRANSFER;

    /** Read, Write, parameters, lists and blocks. */
    public static final int OFFERED_WITH_SHORT_NAMES = bit(3) | bit(4) | bit(11) | BLOCKS_WITH_SET
            | MULTIPLE_REFERENCES | bit(18);

    private static final int VERSION = 6;
    private static final int APDU_BYTES_LEAST = 64; // below, not even one block would fit

    /** Reads a plain InitiateRequest that hands over no dedicated key; empty if the bytes are none. */
    public static Optional<Initiate> readRequest(byte[] apdu) {
        return readRequest(apdu, _ -> false);
    }

    /**
     * Reads a plain InitiateRequest; empty if the bytes are none.
     *
     * @param onKey told of the dedicated key if there is one; says whether it will do
     */
    public static Optional<Initiate> readRequest(byte[] apdu, Predicate<byte[]> onKey) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            boolean good = in.unsigned8() == ApduTag.INITIATE_REQUEST;
            good = good && (in.unsigned8() == 0 || onKey.test(in.octets()));
            good = good && (in.unsigned8() == 0 || in.unsigned8() != 0); // a response is allowed if nothing else is said
            if (in.unsigned8() != 0) {
                in.unsigned8(); // quality of service, which nobody uses
            }
            good = good && in.unsigned8() == VERSION && in.unsigned16() == 0x5F1F;
            good = good && in.unsigned8() == 4 && in.unsigned8() == 0; // bit string of 24 bits
            int conformance = in.unsigned8() << 16 | in.unsigned16();
            Initiate initiate = new Initiate(conformance, in.unsigned16());
            in.end();
            good = good && (initiate.apduBytesMax == 0 || initiate.apduBytesMax >= APDU_BYTES_LEAST);
            return good ? Optional.of(initiate) : Optional.empty();
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    /** Reads a plain InitiateResponse; empty if the bytes are none, or of an association that names things otherwise. */
    public static Optional<Initiate> readResponse(byte[] apdu, Referencing referencing) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            boolean good = in.unsigned8() == ApduTag.INITIATE_RESPONSE;
            if (in.unsigned8() != 0) {
                in.unsigned8(); // quality of service, which nobody uses
            }
            good = good && in.unsigned8() == VERSION && in.unsigned16() == 0x5F1F;
            good = good && in.unsigned8() == 4 && in.unsigned8() == 0; // bit string of 24 bits
            int conformance = in.unsigned8() << 16 | in.unsigned16();
            Initiate initiate = new Initiate(conformance, in.unsigned16());
            good = good && in.unsigned16() == referencing.vaaName();
            in.end();
            return good ? Optional.of(initiate) : Optional.empty();
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    /**
     * What is left of the client's proposal.
     *
     * @param meterBytesMax longest APDU that the meter takes
     * @param meterConformance the services that it offers
     */
    public Initiate agreed(int meterBytesMax, int meterConformance) {
        int bytes = apduBytesMax == 0 ? meterBytesMax : Math.min(apduBytesMax, meterBytesMax);
        return new Initiate(conformance & meterConformance, bytes);
    }

    /** Whether both sides offer it: one of the constants here. */
    public boolean has(int service) {
        return (conformance & service) != 0;
    }

    /** Whether several attributes may be asked for in one GET. */
    public boolean takesLists() {
        return (conformance & MULTIPLE_REFERENCES) != 0;
    }

    /** The InitiateRequest without a dedicated key, plain. */
    public byte[] writeRequest() {
        return writeRequest(Optional.empty());
    }

    /**
     * The InitiateRequest, plain.
     *
     * @param dedicatedKey key for this association, if there is to be one
     */
    public byte[] writeRequest(Optional<byte[]> dedicatedKey) {
        AxdrWriter out = new AxdrWriter().unsigned8(ApduTag.INITIATE_REQUEST);
        dedicatedKey.ifPresentOrElse(key -> out.unsigned8(1).octets(key), () -> out.unsigned8(0));
        return out.unsigned8(0) // a response is allowed
                .unsigned8(0) // no quality of service
                .unsigned8(VERSION)
                .unsigned16(0x5F1F)
                .unsigned8(4)
                .unsigned8(0)
                .unsigned8(conformance >>> 16)
                .unsigned16(conformance)
                .unsigned16(apduBytesMax)
                .toByteArray();
    }

    /** The InitiateResponse of an association by logical names, plain. */
    public byte[] writeResponse() {
        return writeResponse(Referencing.LOGICAL_NAMES);
    }

    /** The InitiateResponse, plain. */
    public byte[] writeResponse(Referencing referencing) {
        return new AxdrWriter().unsigned8(ApduTag.INITIATE_RESPONSE)
                .unsigned8(0)
                .unsigned8(VERSION)
                .unsigned16(0x5F1F)
                .unsigned8(4)
                .unsigned8(0)
                .unsigned8(conformance >>> 16)
                .unsigned16(conformance)
                .unsigned16(apduBytesMax)
                .unsigned16(referencing.vaaName())
                .toByteArray();
    }

    private static int bit(int number) {
        return 1 << (23 - number);
    }
}
