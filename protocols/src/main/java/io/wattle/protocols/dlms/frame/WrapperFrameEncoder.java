package io.wattle.protocols.dlms.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes {@link AddressedApdu}s; the inverse of {@link WrapperFramer}. One instance a connection. */
public final class WrapperFrameEncoder extends MessageToByteEncoder<AddressedApdu> {

    @Override
    protected void encode(ChannelHandlerContext context, AddressedApdu frame, ByteBuf out) {
        write(frame, out);
    }

    /** The frame as it is sent. */
    public static void write(AddressedApdu frame, ByteBuf out) {
        byte[] payload = frame.payload();
        out.writeShort(WrapperFramer.VERSION); // unsigned16
        out.writeShort(frame.source()); // unsigned16
        out.writeShort(frame.destination()); // unsigned16
        out.writeShort(payload.length); // unsigned16, bytes of APDU
        out.writeBytes(payload);
    }
}
