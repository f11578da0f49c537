package io.wattle.protocols.dlms.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes {@link WrapperFrame}s; the inverse of {@link WrapperFramer}. One instance a connection. */
public final class WrapperFrameEncoder extends MessageToByteEncoder<WrapperFrame> {

    @Override
    protected void encode(ChannelHandlerContext context, WrapperFrame frame, ByteBuf out) {
        byte[] payload = frame.payload();
        out.writeShort(WrapperFrame.VERSION); // unsigned16
        out.writeShort(frame.sourcePort()); // unsigned16
        out.writeShort(frame.destinationPort()); // unsigned16
        out.writeShort(payload.length); // unsigned16, bytes of APDU
        out.writeBytes(payload);
    }
}
