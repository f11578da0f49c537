package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One block of general block transfer (IEC 62056-5-3, General-Block-Transfer), which carries any APDU, ciphered ones too.
 *
 * @param last whether none of this sender's follows
 * @param streaming whether the sender goes on without waiting
 * @param window how many blocks in a row the sender takes, 0..63
 * @param number 1 for the first, 0..65535
 * @param acknowledged up to which block the sender has the other's, without a gap, 0..65535
 * @param data neither copied in nor out: blocks go from wire to wire
 */
public record GeneralBlock(boolean last, boolean streaming, int window, int number, int acknowledged, byte[] data) {
    /** What a block takes beside its data, at most. */
    public static final int HEAD_BYTES = 9;
    /** Most blocks in a row. */
    public static final int WINDOW_MAX = 63;

    /** Shorter ones may be the same by chance, and tell nothing of the message that they are of. */
    private static final int TELLING_BYTES = 16;
    private static final int LAST = 0x80;
    private static final int STREAMING = 0x40;

    /** Reads a block; empty if the bytes are none. */
    public static Optional<GeneralBlock> read(byte[] apdu) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            boolean good = in.unsigned8() == ApduTag.GENERAL_BLOCK_TRANSFER;
            int control = in.unsigned8();
            GeneralBlock block = new GeneralBlock((control & LAST) != 0, (control & STREAMING) != 0,
                    control & WINDOW_MAX, in.unsigned16(), in.unsigned16(), in.octets());
            in.end();
            return good ? Optional.of(block) : Optional.empty();
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    /**
     * What a block that comes again has in common with the one that came before; empty if others may have it too.
     *
     * @param ciphered whether its message is, so that no two messages have the same blocks; else only the first tell
     */
    public Optional<Integer> mark(boolean ciphered) {
        return data.length >= TELLING_BYTES && (ciphered || number == 1)
                ? Optional.of(31 * Arrays.hashCode(data) + number)
                : Optional.empty();
    }

    /** The APDU. */
    public byte[] write() {
        return new AxdrWriter().unsigned8(ApduTag.GENERAL_BLOCK_TRANSFER)
                .unsigned8((last ? LAST : 0) | (streaming ? STREAMING : 0) | window)
                .unsigned16(number)
                .unsigned16(acknowledged)
                .octets(data)
                .toByteArray();
    }
}
