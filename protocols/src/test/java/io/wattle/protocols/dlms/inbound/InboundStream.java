package io.wattle.protocols.dlms.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes as they come on a connection that a meter made, and what is made of them. */
final class InboundStream {
    private static final int APDU_BYTES_MAX = 1_024;

    private InboundStream() {}

    static void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new InboundFramer(APDU_BYTES_MAX, new HdlcCounts()), new WrapperFrameEncoder());
    }

    /** Pieces in, what was heard out: logins and heartbeats, APDUs, whatever else; and what was answered, in digits. */
    static List<String> heard(List<byte[]> pieces) {
        EmbeddedChannel channel = new EmbeddedChannel();
        addTo(channel.pipeline());
        pieces.forEach(piece -> channel.writeInbound(Unpooled.copiedBuffer(piece)));
        List<String> all = new ArrayList<>();
        for (Object one = channel.readInbound(); one != null; one = channel.readInbound()) {
            all.add(one instanceof AddressedApdu(int from, int to, byte[] payload, boolean _)
                    ? from + ">" + to + " " + HexFormat.of().formatHex(payload)
                    : one instanceof ModemMessage message
                            ? (message.login() ? "login " : "heartbeat ") + message.meter()
                            : one.toString());
        }
        for (Object one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
            all.add("answered " + HexFormat.of().formatHex(ByteBufUtil.getBytes((ByteBuf) one)));
            ((ByteBuf) one).release();
        }
        channel.finishAndReleaseAll();
        channel.checkException();
        return all;
    }
}
