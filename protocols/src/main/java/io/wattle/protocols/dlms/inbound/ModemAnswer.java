package io.wattle.protocols.dlms.inbound;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Answers to modems' messages. Who sends such and reads no answers would have us keep them all: he is hung up on. */
final class ModemAnswer {
    private ModemAnswer() {}

    /** Called on the connection's loop; releases the answer in any case. */
    static void send(ChannelHandlerContext context, ByteBuf answer) {
        if (context.channel().isWritable()) {
            var _ = context.writeAndFlush(answer);
        } else {
            answer.release();
            var _ = context.close();
        }
    }
}
