package io.wattle.protocols.dlms.hdlc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes {@link HdlcFrame}s; the inverse of {@link HdlcFramer}. One instance a connection. */
final class HdlcFrameEncoder extends MessageToByteEncoder<HdlcFrame> {

    @Override
    protected void encode(ChannelHandlerContext context, HdlcFrame frame, ByteBuf out) {
        frame.write(out);
    }
}
