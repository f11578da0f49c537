package io.wattle.protocols.dlms.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a byte stream into {@link AddressedApdu}s. Compares the announced length with the limit before it waits for, or
 * makes room for, a single byte of it. After a {@link MalformedFrame} it reads no more and closes the connection.
 *
 * <p>One instance a connection; used by the connection's event loop only. Whoever takes more than frames of the wrapper on a
 * connection extends it.
 */
public class WrapperFramer extends ByteToMessageDecoder {
    /** Version, source, destination, length: two bytes each (IEC 62056-47, WPDU). */
    public static final int HEADER_BYTES = 8;
    /** The only version there is. */
    static final int VERSION = 1;

    private static final int SOURCE_OFFSET = 2;
    private static final int DESTINATION_OFFSET = 4;
    private static final int LENGTH_OFFSET = 6;

    private final int apduBytesMax;
    private boolean broken;

    /** @param apduBytesMax longest APDU that is accepted, 1..65535 bytes */
    public WrapperFramer(int apduBytesMax) {
        if (apduBytesMax < 1 || apduBytesMax > 0xFFFF) {
            throw new IllegalArgumentException("apduBytesMax must be 1..65535, was: " + apduBytesMax);
        }
        this.apduBytesMax = apduBytesMax;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int start = in.readerIndex();
        if (in.readableBytes() >= 2 && in.getUnsignedShort(start) != VERSION) {
            refuse(context, in, out, new MalformedFrame(0, "version must be 1, was " + in.getUnsignedShort(start)));
        } else if (in.readableBytes() >= HEADER_BYTES) {
            decodeBody(context, in, out, in.getUnsignedShort(start + LENGTH_OFFSET));
        }
    }

    private void decodeBody(ChannelHandlerContext context, ByteBuf in, List<Object> out, int apduBytes) {
        if (apduBytes == 0 || apduBytes > apduBytesMax) {
            refuse(context, in, out, new MalformedFrame(LENGTH_OFFSET,
                    "length must be 1.." + apduBytesMax + ", was " + apduBytes));
        } else if (in.readableBytes() >= HEADER_BYTES + apduBytes) {
            int start = in.readerIndex();
            byte[] apdu = new byte[apduBytes];
            in.getBytes(start + HEADER_BYTES, apdu);
            in.skipBytes(HEADER_BYTES + apduBytes);
            out.add(new AddressedApdu(in.getUnsignedShort(start + SOURCE_OFFSET),
                    in.getUnsignedShort(start + DESTINATION_OFFSET), apdu));
        }
    }

    private void refuse(ChannelHandlerContext context, ByteBuf in, List<Object> out, MalformedFrame malformed) {
        broken = true;
        in.skipBytes(in.readableBytes());
        out.add(malformed);
        // Later in the same event loop: first the one behind us learns why.
        context.executor().execute(() -> {
            var _ = context.close();
        });
    }
}
