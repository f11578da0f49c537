package io.wattle.protocols.dlms.hdlc;

import io.netty.buffer.ByteBuf;
import io.wattle.protocols.dlms.frame.Fcs16;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame of format type 3 (IEC 62056-46, 6.4.1), without flags and check sequences.
 *
 * @param segmented whether more frames of the same APDU follow
 * @param information 0..2030 bytes; never changed once it is in here
 */
record HdlcFrame(HdlcAddress destination, HdlcAddress source, boolean segmented, HdlcControl control,
        byte[] information) {
    static final int FLAG = 0x7E;
    /** Longest frame between its flags: the length field has eleven bits. */
    static final int LENGTH_MAX = 0x7FF;
    private static final int CHECK_BYTES = 2;

    static HdlcFrame bare(HdlcAddress destination, HdlcAddress source, HdlcControl control) {
        return new HdlcFrame(destination, source, false, control, new byte[0]);
    }

    /** Flag, format, addresses, control, header check, information, frame check, flag. */
    void write(ByteBuf out) {
        int header = 2 + destination.bytes() + source.bytes() + 1;
        int length = header + CHECK_BYTES + (information.length == 0 ? 0 : information.length + CHECK_BYTES);
        out.writeByte(FLAG);
        int start = out.writerIndex();
        out.writeShort(0xA000 | (segmented ? 0x0800 : 0) | length);
        destination.write(out);
        source.write(out);
        out.writeByte(control.octet());
        out.writeShortLE(Fcs16.of(out, start, header));
        if (information.length > 0) {
            out.writeBytes(information);
            out.writeShortLE(Fcs16.of(out, start, length - CHECK_BYTES));
        }
        out.writeByte(FLAG);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HdlcFrame frame && destination.equals(frame.destination)
                && source.equals(frame.source) && segmented == frame.segmented && control.equals(frame.control)
                && Arrays.equals(information, frame.information);
    }

    @Override
    public int hashCode() {
        return 31 * control.hashCode() + Arrays.hashCode(information);
    }

    @Override
    public String toString() {
        return "HdlcFrame[" + source + " -> " + destination + ", " + control + (segmented ? ", more follows, " : ", ")
                + HexFormat.of().formatHex(information) + "]";
    }
}
