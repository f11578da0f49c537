package io.wattle.protocols.dlms.inbound;

import io.netty.channel.ChannelHandlerContext;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.PushBlocks;
import io.wattle.protocols.dlms.push.PushHearing;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Pushes of one connection: so many in hand at a time, and what is more is lost. Owned by the connection's loop. */
final class InboundPushes {
    private static final int IN_HAND_MAX = 8;

    private static final int APDU_BYTES_MAX = 65_535; // of what comes in general blocks

    private final PushHearing hearing;
    private final PushBlocks blocks = new PushBlocks(APDU_BYTES_MAX);
    private int inHand;

    InboundPushes(PushHearing hearing) {
        this.hearing = hearing;
    }

    /** The push that is whole with this APDU; empty while blocks of it are missing. */
    Optional<AddressedApdu> whole(AddressedApdu apdu) {
        return blocks.take(apdu.payload()).map(push -> new AddressedApdu(apdu.source(), apdu.destination(), push));
    }

    /** @param mayConfirm whether this confirmation may be sent, asked when it is there */
    void heard(ChannelHandlerContext in, Set<String> names, AddressedApdu push, Predicate<byte[]> mayConfirm) {
        if (inHand == IN_HAND_MAX) {
            return;
        }
        inHand++;
        int us = push.destination();
        int caller = push.source();
        var _ = hearing.heard(names, push.payload()).whenCompleteAsync((answer, failure) -> {
            inHand--;
            if (failure == null && in.channel().isWritable()) { // who does not read what he is sent needs no more of it
                answer.filter(mayConfirm).ifPresent(confirmation -> {
                    var _ = in.writeAndFlush(new AddressedApdu(us, caller, confirmation).unanswered());
                });
            }
        }, in.executor());
    }
}
