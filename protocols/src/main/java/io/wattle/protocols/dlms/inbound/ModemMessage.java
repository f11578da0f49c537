package io.wattle.protocols.dlms.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.wattle.protocols.dlms.frame.Fcs16;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What GPRS modems of several makers send in a wrapper where an APDU should be, and want answered: kind, version, length
 * of the meter's number, the number in ASCII, in a login one more byte, and the check sequence of all behind the first
 * byte, low byte first. The answer repeats it under another kind. No standard has it; captured traffic does.
 *
 * @param login true when it dials in, false for a heartbeat
 * @param version second byte, 0..255
 * @param meter the meter's number, 1..32 printable characters
 * @param extra the byte behind the number in a login, 0..255; 0 in a heartbeat, which has none
 */
public record ModemMessage(boolean login, int version, String meter, int extra) {
    private static final int LOGIN = 0x0A;
    private static final int HEARTBEAT = 0x0C;
    private static final int LOGIN_ANSWER = 0xAA;
    private static final int HEARTBEAT_ANSWER = 0xCC;
    private static final int ANSWER_VERSION = 0x03;
    private static final int METER_CHARACTERS_MAX = 32;
    private static final int NAME_OFFSET = 3; // kind, version, length
    /** Longest such message. */
    static final int BYTES_MAX = NAME_OFFSET + METER_CHARACTERS_MAX + 3;

    public ModemMessage {
        if (!isName(meter)) {
            throw new IllegalArgumentException("meter must be 1..32 printable characters");
        }
    }

    /** A modem dials in for this meter. */
    public static ModemMessage login(String meter) {
        return new ModemMessage(true, 2, meter, 0);
    }

    /** The modem is still there. */
    public static ModemMessage heartbeat(String meter) {
        return new ModemMessage(false, 1, meter, 0);
    }

    /** Reads what a modem sends; empty if it is anything else. */
    public static Optional<ModemMessage> read(byte[] payload) {
        int kind = payload[0] & 0xFF;
        int rest = kind == LOGIN ? 3 : 2;
        if ((kind != LOGIN && kind != HEARTBEAT) || payload.length < 3 + rest
                || (payload[2] & 0xFF) != payload.length - 3 - rest) {
            return Optional.empty();
        }
        ByteBuf in = Unpooled.wrappedBuffer(payload);
        if (Fcs16.of(in, 1, payload.length - 3) != in.getUnsignedShortLE(payload.length - 2)) {
            return Optional.empty();
        }
        String meter = in.toString(3, payload[2] & 0xFF, StandardCharsets.US_ASCII);
        int extra = kind == LOGIN ? in.getUnsignedByte(payload.length - 3) : 0;
        return isName(meter)
                ? Optional.of(new ModemMessage(kind == LOGIN, payload[1] & 0xFF, meter, extra))
                : Optional.empty();
    }

    /** Whether one may begin with that byte. */
    static boolean mayBegin(int octet) {
        return octet == LOGIN || octet == HEARTBEAT;
    }

    /** Takes one of a known length from a stream; takes nothing if it is none. */
    static Optional<ModemMessage> take(ByteBuf in, int length) {
        Optional<ModemMessage> message = read(ByteBufUtil.getBytes(in, in.readerIndex(), length));
        if (message.isPresent()) {
            in.skipBytes(length);
        }
        return message;
    }

    /**
     * How long a message is that begins at an index of a stream.
     *
     * @return 0 if that cannot be seen yet, -1 if none begins there
     */
    static int length(ByteBuf in, int start) {
        int seen = in.writerIndex() - start;
        int kind = seen < 1 ? LOGIN : in.getUnsignedByte(start);
        int name = seen < NAME_OFFSET ? 1 : in.getUnsignedByte(start + NAME_OFFSET - 1);
        if (!mayBegin(kind) || name < 1 || name > METER_CHARACTERS_MAX) {
            return -1;
        }
        for (int i = NAME_OFFSET; i < Math.min(seen, NAME_OFFSET + name); i++) {
            if (!isNameCharacter(in.getUnsignedByte(start + i))) {
                return -1;
            }
        }
        return seen < NAME_OFFSET ? 0 : NAME_OFFSET + name + (kind == LOGIN ? 3 : 2);
    }

    /** Whether these bytes are the answer to such a message. */
    public static boolean isAnswer(byte[] payload) {
        int kind = payload[0] & 0xFF;
        return kind == LOGIN_ANSWER || kind == HEARTBEAT_ANSWER;
    }

    /** As a modem sends it. */
    public byte[] write() {
        return write(login ? LOGIN : HEARTBEAT, version);
    }

    /** What the modem wants to hear. */
    public byte[] answer() {
        return write(login ? LOGIN_ANSWER : HEARTBEAT_ANSWER, ANSWER_VERSION);
    }

    private byte[] write(int kind, int second) {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(kind).writeByte(second).writeByte(meter.length());
        out.writeCharSequence(meter, StandardCharsets.US_ASCII);
        if (login) {
            out.writeByte(extra);
        }
        out.writeShortLE(Fcs16.of(out, 1, out.readableBytes() - 1));
        return ByteBufUtil.getBytes(out);
    }

    /** Whether a meter can be called that: 1..32 printable characters without blanks. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= METER_CHARACTERS_MAX
                && text.chars().allMatch(ModemMessage::isNameCharacter);
    }

    private static boolean isNameCharacter(int character) {
        return character > ' ' && character <= '~';
    }
}
