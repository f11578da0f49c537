package io.wattle.protocols.dlms.hdlc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * What one side of a link can do, as SNRM proposes and UA answers it (IEC 62056-46, 6.4.4.4.3.2): its own sending and
 * its own receiving.
 *
 * @param transmitBytes longest information field that it sends, 32..2030
 * @param receiveBytes longest that it takes, 32..2030
 * @param transmitWindow frames that it sends without an acknowledgement, 1..7
 * @param receiveWindow frames that it takes without acknowledging, 1..7
 */
record HdlcLimits(int transmitBytes, int receiveBytes, int transmitWindow, int receiveWindow) {
    static final int BYTES_MIN = 32;
    static final int BYTES_MAX = 2_030;
    static final int WINDOW_MAX = 7;
    /** What holds for whatever is not said. */
    static final HdlcLimits DEFAULTS = new HdlcLimits(128, 128, 1, 1);

    private static final int FORMAT = 0x81;
    private static final int GROUP = 0x80;

    /** What both can do, seen from this side: what I send is bounded by what the other takes. */
    HdlcLimits with(HdlcLimits other) {
        return new HdlcLimits(Math.min(transmitBytes, other.receiveBytes), Math.min(receiveBytes, other.transmitBytes),
                Math.min(transmitWindow, other.receiveWindow), Math.min(receiveWindow, other.transmitWindow));
    }

    byte[] write() {
        ByteBuf items = Unpooled.buffer();
        size(items, 5, transmitBytes);
        size(items, 6, receiveBytes);
        items.writeByte(7).writeByte(4).writeInt(transmitWindow);
        items.writeByte(8).writeByte(4).writeInt(receiveWindow);
        ByteBuf out = Unpooled.buffer();
        out.writeByte(FORMAT).writeByte(GROUP).writeByte(items.readableBytes()).writeBytes(items);
        return ByteBufUtil.getBytes(out);
    }

    /** Reads an information field; an empty one means the defaults, and so does what it leaves out. */
    static Optional<HdlcLimits> read(byte[] information) {
        if (information.length == 0) {
            return Optional.of(DEFAULTS);
        }
        if (information.length < 3 || (information[0] & 0xFF) != FORMAT || (information[1] & 0xFF) != GROUP
                || (information[2] & 0xFF) != information.length - 3) {
            return Optional.empty();
        }
        int[] found = {128, 128, 1, 1};
        int at = 3;
        while (at + 2 <= information.length) {
            int name = information[at] & 0xFF;
            int length = information[at + 1] & 0xFF;
            if (length > 4 || at + 2 + length > information.length) {
                return Optional.empty();
            }
            long value = 0;
            for (int i = 0; i < length; i++) {
                value = (value << 8) | (information[at + 2 + i] & 0xFF);
            }
            if (name >= 5 && name <= 8) {
                found[name - 5] = (int) Math.min(value, BYTES_MAX);
            }
            at += 2 + length;
        }
        return at == information.length ? checked(found) : Optional.empty();
    }

    private static Optional<HdlcLimits> checked(int[] found) {
        boolean good = found[0] >= BYTES_MIN && found[1] >= BYTES_MIN && found[2] >= 1 && found[3] >= 1;
        return good
                ? Optional.of(new HdlcLimits(found[0], found[1], Math.min(found[2], WINDOW_MAX),
                        Math.min(found[3], WINDOW_MAX)))
                : Optional.empty();
    }

    private static void size(ByteBuf out, int name, int value) {
        if (value <= 0xFF) {
            out.writeByte(name).writeByte(1).writeByte(value);
        } else {
            out.writeByte(name).writeByte(2).writeShort(value);
        }
    }
}
