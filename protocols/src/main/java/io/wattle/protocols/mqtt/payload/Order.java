package io.wattle.protocols.mqtt.payload;

import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import java.time.Instant;

/** What a head-end wants of a meter. Immutable. */
public sealed interface Order {

    /** Begins a conversation: from now on the meter refuses whatever belongs to an earlier one. */
    record Open() implements Order {}

    /** Wants clock, register, balance and relay as of now. */
    record Read() implements Order {}

    record Relay(RelayState target) implements Order {}

    record Credit(CreditLoad load) implements Order {}

    record Token(MeterToken token) implements Order {}

    /** Limits the power to {@code powerW}, 0 or more, above which the meter cuts off. */
    record Limit(long powerW) implements Order {}

    record Mode(PaymentMode mode) implements Order {}

    record Tariff(MeterTariff tariff) implements Order {}

    record Clock(Instant time) implements Order {}

    /** Wants the profile from {@code from} (included) to {@code to} (excluded). */
    record Profile(Instant from, Instant to) implements Order {}
}
