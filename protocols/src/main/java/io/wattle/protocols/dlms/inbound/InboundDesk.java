package io.wattle.protocols.dlms.inbound;

import io.netty.channel.Channel;
import io.wattle.protocols.dlms.push.PushHearing;
import io.wattle.protocols.dlms.push.PushRoom;
import java.time.Duration;

/**
 * What all connections of one port share.
 *
 * @param answerTimeout how long a meter may take to agree when a conversation takes leave
 * @param pushes told of what meters push
 * @param room of pushes that come in blocks
 */
record InboundDesk(InboundSettings settings, MeterClaims claims, Duration answerTimeout, PushHearing pushes,
        InboundAsking asking, AskTurns turns, PushRoom room) {
    private static final long ROOM_BYTES = 32 << 20; // some thousand meters that push in blocks at the same moment

    InboundDesk(InboundSettings settings, Duration answerTimeout, PushHearing pushes, InboundAsking asking) {
        this(settings, new MeterClaims(), answerTimeout, pushes, asking,
                new AskTurns(settings.ask().map(InboundAsk::atOnce).orElse(1)), new PushRoom(ROOM_BYTES));
    }

    InboundPushes pushesOn(Channel channel) {
        return new InboundPushes(channel, pushes, room);
    }
}
