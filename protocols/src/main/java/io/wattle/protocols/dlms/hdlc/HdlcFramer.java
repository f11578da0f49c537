package io.wattle.protocols.dlms.hdlc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import io.wattle.protocols.dlms.frame.Fcs16;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into {@link HdlcFrame}s, however it is split, and finds its way again after rubbish: a header is
 * believed once its own check sequence is right, and only then is its length waited for. What is no frame is skipped
 * byte by byte; what fails the check at its end is dropped and counted. Never more than one frame is held.
 *
 * <p>One instance a connection; used by the connection's event loop only.
 */
final class HdlcFramer extends ByteToMessageDecoder {
    private static final int LENGTH_MIN = 7; // format, two addresses of a byte, control, check

    private final int frameBytesMax;
    private final Duration octetTimeout;
    private final HdlcCounts counts;
    private @Nullable ScheduledFuture<?> silence;
    private boolean flagSeen; // the byte before the next to be read was a flag

    /**
     * @param frameBytesMax longest frame taken, between its flags
     * @param octetTimeout a frame whose next byte takes longer is given up
     */
    HdlcFramer(int frameBytesMax, Duration octetTimeout, HdlcCounts counts) {
        this.frameBytesMax = Math.min(frameBytesMax, HdlcFrame.LENGTH_MAX);
        this.octetTimeout = octetTimeout;
        this.counts = counts;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        stopTimer();
        if (internalBuffer().isReadable()) {
            silence = context.executor().schedule(this::giveUp, octetTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        super.channelReadComplete(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        stopTimer();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopTimer();
        super.channelInactive(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.getUnsignedByte(in.readerIndex()) == HdlcFrame.FLAG) {
            in.skipBytes(1); // there may be any number of flags between frames
            flagSeen = true;
        } else if (!flagSeen) {
            in.skipBytes(1);
            counts.skipped(1);
        } else if (in.readableBytes() > 1) {
            header(in, in.readerIndex(), out);
        }
    }

    /** @param start index behind the flag, of the format field */
    private void header(ByteBuf in, int start, List<Object> out) {
        int format = in.getUnsignedShort(start);
        int length = format & HdlcFrame.LENGTH_MAX;
        if (format >>> 12 != 0xA || length < LENGTH_MIN || length > frameBytesMax) {
            skip(in);
            return;
        }
        int destinationBytes = HdlcAddress.length(in, start + 2);
        int sourceBytes = destinationBytes > 0 ? HdlcAddress.length(in, start + 2 + destinationBytes) : 0;
        int header = 2 + destinationBytes + sourceBytes + 1;
        if (destinationBytes < 0 || sourceBytes < 0 || header + 2 > length) {
            skip(in);
        } else if (destinationBytes > 0 && sourceBytes > 0 && in.writerIndex() >= start + header + 2) {
            if (isRight(in, start, header)) {
                body(in, start, length, header, out);
            } else {
                skip(in);
            }
        }
    }

    private void body(ByteBuf in, int start, int length, int header, List<Object> out) {
        if (in.writerIndex() <= start + length) {
            return;
        }
        if (in.getUnsignedByte(start + length) != HdlcFrame.FLAG) {
            skip(in); // bytes were lost or added: the next frame may begin in the middle of this one
            return;
        }
        in.skipBytes(length + 1); // its closing flag may open the next frame
        boolean whole = length == header + 2 || (length > header + 4 && isRight(in, start, length - 2));
        Optional<HdlcFrame> frame = whole ? frame(in, start, length, header) : Optional.empty();
        frame.ifPresentOrElse(out::add, counts::badFrame);
    }

    private static Optional<HdlcFrame> frame(ByteBuf in, int start, int length, int header) {
        int destinationBytes = HdlcAddress.length(in, start + 2);
        int sourceBytes = header - 3 - destinationBytes;
        byte[] information = new byte[length == header + 2 ? 0 : length - header - 4];
        in.getBytes(start + header + 2, information);
        boolean segmented = (in.getByte(start) & 0x08) != 0;
        return HdlcAddress.read(in, start + 2, destinationBytes)
                .flatMap(destination -> HdlcAddress.read(in, start + 2 + destinationBytes, sourceBytes)
                        .flatMap(source -> HdlcControl.read(in.getUnsignedByte(start + header - 1))
                                .map(control -> new HdlcFrame(destination, source, segmented, control, information))));
    }

    private static boolean isRight(ByteBuf in, int start, int length) {
        return Fcs16.of(in, start, length) == in.getUnsignedShortLE(start + length);
    }

    /** That flag opened no frame, and the byte behind it is none: look for the next. */
    private void skip(ByteBuf in) {
        flagSeen = false;
        in.skipBytes(1);
        counts.skipped(2);
    }

    private void giveUp() {
        ByteBuf begun = internalBuffer();
        counts.skipped(begun.readableBytes());
        begun.skipBytes(begun.readableBytes());
        flagSeen = false;
    }

    private void stopTimer() {
        if (silence != null) {
            silence.cancel(false);
        }
    }
}
