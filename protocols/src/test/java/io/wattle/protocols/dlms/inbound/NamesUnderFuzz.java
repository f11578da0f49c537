package io.wattle.protocols.dlms.inbound;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/** What the inbound port reads before anybody has proved anything, for the fuzzer. */
public final class NamesUnderFuzz {
    private NamesUnderFuzz() {}

    /** Reads a message as a modem's and as a push. */
    public static void read(byte[] payload) {
        ModemMessage.read(payload).ifPresent(ModemMessage::answer);
        ModemMessage.isAnswer(payload);
        PushedNames.in(payload);
        stream(payload, false);
        stream(payload, true);
    }

    /** The same as the bytes of a connection, in two pieces. */
    private static void stream(byte[] bytes, boolean hdlc) {
        EmbeddedChannel channel = new EmbeddedChannel();
        InboundStream.addTo(channel.pipeline());
        if (hdlc) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {InboundFramer.HDLC_FLAG}));
        }
        int half = bytes.length / 2;
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, half));
        if (channel.isOpen()) { // what is no frame of the wrapper closes it
            channel.writeInbound(Unpooled.copiedBuffer(bytes, half, bytes.length - half));
        }
        channel.finishAndReleaseAll();
        channel.checkException();
    }
}
