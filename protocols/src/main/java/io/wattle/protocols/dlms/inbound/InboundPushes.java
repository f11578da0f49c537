package io.wattle.protocols.dlms.inbound;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.PushBlocks;
import io.wattle.protocols.dlms.push.PushHearing;
import io.wattle.protocols.dlms.push.PushRoom;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Pushes of one connection: so many in hand at a time, and what is more is lost. Owned by the connection's loop. */
final class InboundPushes {
    private static final int IN_HAND_MAX = 8;

    private static final int APDU_BYTES_MAX = 65_535; // of what comes in general blocks

    private final PushHearing hearing;
    private final PushBlocks blocks;
    private int inHand;
    private boolean over; // what came before is still handed up

    /** @param channel with it ends what has begun */
    InboundPushes(Channel channel, PushHearing hearing, PushRoom room) {
        this.hearing = hearing;
        this.blocks = new PushBlocks(APDU_BYTES_MAX, room);
        var _ = channel.closeFuture().addListener(_ -> {
            over = true;
            blocks.drop();
        });
    }

    /** The push that is whole with this APDU; empty while blocks of it are missing. */
    Optional<AddressedApdu> whole(AddressedApdu apdu) {
        return (over ? Optional.<byte[]>empty() : blocks.take(apdu.payload()))
                .map(push -> new AddressedApdu(apdu.source(), apdu.destination(), push));
    }

    /** @param state of the session, asked when a confirmation is there */
    void heard(ChannelHandlerContext in, Set<String> names, AddressedApdu push, Supplier<InboundState> state) {
        if (inHand == IN_HAND_MAX) {
            return;
        }
        inHand++;
        int us = push.destination();
        int caller = push.source();
        var _ = hearing.heard(names, push.payload()).whenCompleteAsync((answer, failure) -> {
            inHand--;
            if (failure == null && in.channel().isWritable()) { // who does not read what he is sent needs no more of it
                answer.filter(one -> state.get()
                        .mayConfirm(Notification.isConfirmation(one), InboundLine.isHdlc(in.pipeline())))
                        .ifPresent(confirmation -> {
                            var _ = in.writeAndFlush(new AddressedApdu(us, caller, confirmation).unanswered());
                        });
            }
        }, in.executor());
    }
}
