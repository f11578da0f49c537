package io.wattle.protocols.mqtt.payload;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import java.time.Instant;

/** What came of an order, in the meter's words. Immutable. */
public sealed interface Answer {

    record Opened() implements Answer {}

    record Read(MeterReading reading) implements Answer {}

    record Relay(RelayState state) implements Answer {}

    /** The balance after a credit. */
    record Credited(MeterQuantity balance) implements Answer {}

    record Token(TokenAnswer answer) implements Answer {}

    record Limit(long powerW) implements Answer {}

    record Mode(PaymentMode mode) implements Answer {}

    record Tariff(String name) implements Answer {}

    record Clock(Instant time) implements Answer {}

    record Profile(LoadProfile profile) implements Answer {}

    /** The meter is as it was. */
    record Refused(Refusal reason, String detail) implements Answer {}

    /**
     * The order belongs to a conversation that is over, or was carried out already: the meter is as it was.
     *
     * @param lastConversation the number of the meter's last conversation
     */
    record Stale(long lastConversation) implements Answer {}

    /** Something went wrong in the middle: how far it came the meter does not say. */
    record Failed(String detail) implements Answer {}
}
