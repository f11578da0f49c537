package io.wattle.protocols.dlms.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.wattle.protocols.dlms.apdu.ApduTag;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the {@link AddressedApdu} out of each datagram. A datagram may be cut, be somebody else's, or come twice: one that
 * is not a whole frame is dropped, and so is one that was seen a moment ago. Neither ends anything, because whoever can
 * guess an address can send one.
 *
 * <p>One instance for each peer; used by its event loop only.
 */
public final class DatagramFramer extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramFramer.class);
    private static final int SEEN_MAX = 4; // a network that repeats does so soon

    private final int apduBytesMax;
    private final Deque<byte[]> seen = new ArrayDeque<>(SEEN_MAX);

    /** @param apduBytesMax longest APDU that is accepted, 1..65535 bytes */
    public DatagramFramer(int apduBytesMax) {
        if (apduBytesMax < 1 || apduBytesMax > 0xFFFF) {
            throw new IllegalArgumentException("apduBytesMax must be 1..65535, was: " + apduBytesMax);
        }
        this.apduBytesMax = apduBytesMax;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = message instanceof ByteBufHolder datagram ? datagram.content() : (ByteBuf) message;
        AddressedApdu frame;
        try {
            if (!isFrame(in)) {
                LOG.debug("datagram of {} bytes is no frame", in.readableBytes());
                return;
            }
            frame = read(in);
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (isFresh(frame.payload())) {
            context.fireChannelRead(frame);
        }
    }

    private boolean isFrame(ByteBuf in) {
        int start = in.readerIndex();
        int bytes = in.readableBytes();
        return bytes > WrapperFramer.HEADER_BYTES && bytes <= WrapperFramer.HEADER_BYTES + apduBytesMax
                && in.getUnsignedShort(start) == WrapperFramer.VERSION
                && in.getUnsignedShort(start + 6) == bytes - WrapperFramer.HEADER_BYTES;
    }

    private static AddressedApdu read(ByteBuf in) {
        int start = in.readerIndex();
        byte[] apdu = new byte[in.readableBytes() - WrapperFramer.HEADER_BYTES];
        in.getBytes(start + WrapperFramer.HEADER_BYTES, apdu);
        return new AddressedApdu(in.getUnsignedShort(start + 2), in.getUnsignedShort(start + 4), apdu);
    }

    /**
     * Ciphered APDUs never repeat, and plain ones carry an invoke id that comes again after fifteen others. General blocks
     * are sent again when they got lost; who puts them together knows which he has.
     */
    private boolean isFresh(byte[] payload) {
        if ((payload[0] & 0xFF) == ApduTag.GENERAL_BLOCK_TRANSFER) {
            return true;
        }
        if (seen.stream().anyMatch(former -> Arrays.equals(former, payload))) {
            return false;
        }
        if (seen.size() == SEEN_MAX) {
            seen.removeFirst();
        }
        seen.addLast(payload);
        return true;
    }
}
