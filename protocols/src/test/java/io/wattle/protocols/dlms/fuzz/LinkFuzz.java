package io.wattle.protocols.dlms.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.wattle.protocols.dlms.frame.DataLink;
import io.wattle.protocols.dlms.frame.DatagramLink;
import io.wattle.protocols.dlms.frame.Fcs16;
import io.wattle.protocols.dlms.frame.WrapperLink;
import io.wattle.protocols.dlms.hdlc.HdlcAddress;
import io.wattle.protocols.dlms.hdlc.HdlcClientLink;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.hdlc.HdlcServerLink;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.hdlc.KeptLine;
import io.wattle.protocols.dlms.hdlc.LineEnd;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** What comes from a wire, in pieces, into a data link. */
final class LinkFuzz {
    private static final int APDU_BYTES_MAX = 2_048;
    private static final int UI = 0x03;
    private static final int FINAL = 0x10;
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private LinkFuzz() {}

    static void wrapper(byte[] input) {
        run(new WrapperLink(APDU_BYTES_MAX), Cuts.of(input), false);
    }

    static void datagrams(byte[] input) {
        run(new DatagramLink(APDU_BYTES_MAX), Cuts.of(input), false);
    }

    static void client(byte[] input, boolean checked) {
        run(new HdlcClientLink(1, HdlcAddress.oneByte(1), HdlcSettings.defaults().withSizes(64, 3), APDU_BYTES_MAX,
                new HdlcCounts()), checked ? frames(input, 3, 3) : Cuts.of(input), true);
    }

    static void meter(byte[] input, boolean checked) {
        run(new HdlcServerLink(HdlcSettings.defaults().withSizes(64, 3), APDU_BYTES_MAX, number -> number < 4,
                LineEnd.NEVER, new HdlcCounts()), checked ? frames(input, 3, 3) : Cuts.of(input), false);
    }

    /** UI frames, which nobody asked for, to either side. */
    static void unasked(byte[] input) {
        List<byte[]> frames = frames(input, 3, 3, piece -> UI | (piece & FINAL));
        run(new HdlcClientLink(1, HdlcAddress.oneByte(1), HdlcSettings.defaults().withSizes(64, 3), APDU_BYTES_MAX,
                new HdlcCounts()), frames, true);
        run(new HdlcServerLink(HdlcSettings.defaults().withSizes(64, 3), APDU_BYTES_MAX, number -> number < 4,
                LineEnd.NEVER, new HdlcCounts()), frames, false);
    }

    /** To a connection that a meter made, before and while a link is up there. */
    static void kept(byte[] input, boolean checked) {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        channel.config().setAllocator(HEAP);
        KeptLine line = KeptLine.addTo(channel.pipeline(), channel.pipeline().names().getFirst(), APDU_BYTES_MAX,
                new HdlcCounts());
        List<byte[]> pieces = checked ? frames(input, 3, 3) : Cuts.of(input);
        feed(channel, pieces);
        var _ = line.raise(1, new HdlcPeer(HdlcAddress.oneByte(1), HdlcSettings.defaults().withSizes(64, 3)));
        feed(channel, pieces);
        var _ = line.leave();
        feed(channel, pieces);
        channel.finishAndReleaseAll();
        channel.checkException();
    }

    private static void run(DataLink link, List<byte[]> pieces, boolean raise) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(HEAP);
        link.addTo(channel.pipeline());
        if (raise) {
            var _ = link.raise();
        }
        feed(channel, pieces);
        channel.finishAndReleaseAll();
        channel.checkException();
    }

    private static void feed(EmbeddedChannel channel, List<byte[]> pieces) {
        for (byte[] piece : pieces) {
            if (!channel.isOpen()) {
                break;
            }
            channel.writeInbound(Unpooled.copiedBuffer(piece));
            drain(channel);
        }
    }

    private static void drain(EmbeddedChannel channel) {
        for (Object out = channel.readInbound(); out != null; out = channel.readInbound()) {
            ReferenceCountUtil.release(out);
        }
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            ReferenceCountUtil.release(out);
        }
    }

    /** Frames whose checks are right: control byte, then information; the rest of each piece is guesswork enough. */
    private static List<byte[]> frames(byte[] input, int destination, int source) {
        return frames(input, destination, source, control -> control);
    }

    private static List<byte[]> frames(byte[] input, int destination, int source, IntUnaryOperator control) {
        return Cuts.of(input).stream().filter(piece -> piece.length > 1).map(piece -> {
            ByteBuf out = Unpooled.buffer();
            int information = piece.length - 2;
            int length = 7 + (information == 0 ? 0 : information + 2);
            out.writeByte(0x7E);
            out.writeShort(0xA000 | (piece[0] & 1) << 11 | length);
            out.writeByte(destination).writeByte(source).writeByte(control.applyAsInt(piece[1]));
            out.writeShortLE(Fcs16.of(out, 1, 5));
            if (information > 0) {
                out.writeBytes(piece, 2, information);
                out.writeShortLE(Fcs16.of(out, 1, length - 2));
            }
            out.writeByte(0x7E);
            byte[] frame = new byte[out.readableBytes()];
            out.readBytes(frame);
            return frame;
        }).toList();
    }
}
