package io.wattle.protocols.dlms.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import io.wattle.protocols.dlms.frame.WrapperFramer;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.hdlc.KeptLine;
import java.util.List;

/**
 * What a connection that a meter made begins with: frames of the wrapper, and modems' messages without one. At the first
 * flag of HDLC, or when somebody wants to speak HDLC there, it gives its place to a {@link KeptLine}, behind what keeps
 * modems' messages out of it.
 */
final class InboundFramer extends WrapperFramer {
    static final int HDLC_FLAG = 0x7E;

    private final int apduBytesMax;
    private final HdlcCounts counts;

    InboundFramer(int apduBytesMax, HdlcCounts counts) {
        super(apduBytesMax);
        this.apduBytesMax = apduBytesMax;
        this.counts = counts;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        if (in.getUnsignedByte(start) == HDLC_FLAG) {
            var _ = toHdlc(context);
            return; // what is left of the bytes goes there
        }
        int length = ModemMessage.length(in, start);
        if (length < 0) {
            framed(context, in, out);
        } else if (length > 0 && in.readableBytes() >= length) {
            ModemMessage.take(in, length).ifPresentOrElse(message -> {
                ModemAnswer.send(context, Unpooled.wrappedBuffer(message.answer()));
                out.add(message);
            }, () -> framed(context, in, out)); // which says what is wrong
        }
    }

    private void framed(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before && out.getLast() instanceof AddressedApdu apdu) {
            ModemMessage.read(apdu.payload()).ifPresent(message -> {
                int us = apdu.destination();
                int caller = apdu.source();
                ByteBuf answer = context.alloc().buffer();
                WrapperFrameEncoder.write(new AddressedApdu(us, caller, message.answer()), answer);
                ModemAnswer.send(context, answer);
                out.set(before, message);
            });
        }
    }

    /** From now on the connection carries HDLC. */
    KeptLine toHdlc(ChannelHandlerContext own) {
        ModemFilter filter = new ModemFilter();
        KeptLine line = KeptLine.addTo(own.pipeline(), own.name(), apduBytesMax, counts);
        own.pipeline().remove(WrapperFrameEncoder.class);
        own.pipeline().replace(this, null, filter);
        return line;
    }
}
