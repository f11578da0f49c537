package io.wattle.protocols.dlms.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import io.wattle.protocols.dlms.frame.WrapperFramer;
import java.util.List;
import java.util.Optional;

/**
 * Takes modems' messages, as they are or in a wrapper, from between the HDLC frames of one connection, and answers them;
 * every other byte is handed on as it comes. A message is taken only whole and with the right check sequence, and looked for
 * only outside frames.
 *
 * <p>One instance a connection; used by the connection's event loop only.
 */
final class ModemFilter extends ByteToMessageDecoder {
    private static final int FORMAT_3 = 0xA; // upper half of a frame's first byte (IEC 62056-46, 6.4.1)
    private static final int FRAME_LENGTH_BITS = 0x7FF;
    private static final int WRAPPER_VERSION = 1;
    private static final int SOURCE_OFFSET = 2;
    private static final int DESTINATION_OFFSET = 4;
    private static final int LENGTH_OFFSET = 6;

    private int left; // bytes of a frame that are still to come
    private boolean behindFlag;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        if (left > 0) {
            ofFrame(in, out);
        } else if (first == InboundFramer.HDLC_FLAG) {
            behindFlag = true;
            out.add(in.readRetainedSlice(1)); // it may end a frame: nothing is waited for
        } else if (behindFlag && first >>> 4 == FORMAT_3) {
            if (in.readableBytes() > 1) {
                behindFlag = false;
                left = Math.max(1, in.getUnsignedShort(start) & FRAME_LENGTH_BITS);
                ofFrame(in, out);
            }
        } else {
            int header = wrapperBytes(in, start);
            int length = header < 0 ? -1 : ModemMessage.length(in, start + header);
            if (length < 0) {
                rubbish(in, out);
            } else if (length > 0 && in.readableBytes() >= header + length) {
                message(context, in, header, length, out);
            }
        }
    }

    private void ofFrame(ByteBuf in, List<Object> out) {
        int count = Math.min(left, in.readableBytes());
        left -= count;
        out.add(in.readRetainedSlice(count));
    }

    /** What begins no message, and all behind it up to where one could begin. */
    private void rubbish(ByteBuf in, List<Object> out) {
        behindFlag = false;
        int count = 1;
        while (count < in.readableBytes() && !mayBegin(in.getUnsignedByte(in.readerIndex() + count))) {
            count++;
        }
        out.add(in.readRetainedSlice(count));
    }

    private static boolean mayBegin(int octet) {
        return octet == InboundFramer.HDLC_FLAG || octet == 0 || ModemMessage.mayBegin(octet);
    }

    /** Bytes of the wrapper's header in front of a message; 0 if it has none or not all of it came, -1 if it is no message. */
    private static int wrapperBytes(ByteBuf in, int start) {
        int seen = in.readableBytes();
        if (in.getUnsignedByte(start) != 0) {
            return 0;
        }
        if (seen > 1 && in.getUnsignedShort(start) != WRAPPER_VERSION) {
            return -1;
        }
        if (seen >= WrapperFramer.HEADER_BYTES
                && in.getUnsignedShort(start + LENGTH_OFFSET) > ModemMessage.BYTES_MAX) {
            return -1;
        }
        return WrapperFramer.HEADER_BYTES;
    }

    private void message(ChannelHandlerContext context, ByteBuf in, int header, int length, List<Object> out) {
        int start = in.readerIndex();
        ByteBuf whole = in.slice(start + header, length);
        Optional<ModemMessage> message = ModemMessage.take(whole, length);
        if (message.isEmpty()) {
            rubbish(in, out);
            return;
        }
        byte[] answer = message.get().answer();
        ByteBuf reply = context.alloc().buffer();
        if (header > 0) {
            WrapperFrameEncoder.write(new AddressedApdu(in.getUnsignedShort(start + DESTINATION_OFFSET),
                    in.getUnsignedShort(start + SOURCE_OFFSET), answer), reply);
        } else {
            reply.writeBytes(answer);
        }
        ModemAnswer.send(context, reply);
        in.skipBytes(header + length);
        out.add(message.get());
    }
}
