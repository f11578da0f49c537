package io.wattle.protocols.dlms.inbound;

import io.wattle.protocols.dlms.push.PushHearing;
import java.time.Duration;

/**
 * What all connections of one port share.
 *
 * @param answerTimeout how long a meter may take to agree when a conversation takes leave
 * @param pushes told of what meters push
 */
record InboundDesk(InboundSettings settings, MeterClaims claims, Duration answerTimeout, PushHearing pushes,
        InboundAsking asking, AskTurns turns) {

    InboundDesk(InboundSettings settings, Duration answerTimeout, PushHearing pushes, InboundAsking asking) {
        this(settings, new MeterClaims(), answerTimeout, pushes, asking,
                new AskTurns(settings.ask().map(InboundAsk::atOnce).orElse(1)));
    }
}
