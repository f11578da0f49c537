package io.wattle.protocols.mqtt.talk;

import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.mqtt.payload.Answer;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Order;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The waist's questions in one conversation. Safe for use by many threads. */
final class TalkLink implements MeterLink {
    private final MeterTalk talk;
    private final String name;
    private final String meter;
    private final long conversation;
    private final Runnable onClose;
    private final AtomicLong number = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    TalkLink(MeterTalk talk, String name, String meter, long conversation, Runnable onClose) {
        this.talk = talk;
        this.name = name;
        this.meter = meter;
        this.conversation = conversation;
        this.onClose = onClose;
    }

    @Override
    public CompletionStage<Outcome<MeterReading>> read() {
        return ask(new Order.Read(), Answer.Read.class, Answer.Read::reading);
    }

    @Override
    public CompletionStage<Outcome<RelayState>> switchRelay(RelayState target) {
        return ask(new Order.Relay(target), Answer.Relay.class, Answer.Relay::state);
    }

    @Override
    public CompletionStage<Outcome<CreditReceipt>> loadCredit(CreditLoad load) {
        return ask(new Order.Credit(load), Answer.Credited.class,
                credited -> new CreditReceipt(load, credited.balance()));
    }

    @Override
    public CompletionStage<Outcome<TokenAnswer>> enterToken(MeterToken token) {
        return ask(new Order.Token(token), Answer.Token.class, Answer.Token::answer);
    }

    @Override
    public CompletionStage<Outcome<Long>> setPowerLimit(long powerW) {
        return ask(new Order.Limit(powerW), Answer.Limit.class, Answer.Limit::powerW);
    }

    @Override
    public CompletionStage<Outcome<PaymentMode>> setPaymentMode(PaymentMode mode) {
        return ask(new Order.Mode(mode), Answer.Mode.class, Answer.Mode::mode);
    }

    @Override
    public CompletionStage<Outcome<String>> setTariff(MeterTariff tariff) {
        return ask(new Order.Tariff(tariff), Answer.Tariff.class, Answer.Tariff::name);
    }

    @Override
    public CompletionStage<Outcome<Instant>> setClock(Instant time) {
        return ask(new Order.Clock(time), Answer.Clock.class, Answer.Clock::time);
    }

    @Override
    public CompletionStage<Outcome<LoadProfile>> readProfile(Instant from, Instant to) {
        return ask(new Order.Profile(from, to), Answer.Profile.class, Answer.Profile::profile);
    }

    /** The meter needs no leave: the next conversation ends this one. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }

    /** @param wanted the answer to that order; another one is none */
    private <A extends Answer, T> CompletionStage<Outcome<T>> ask(Order order, Class<A> wanted, Function<A, T> value) {
        if (closed.get()) {
            return CompletableFuture.completedFuture(Outcome.refused(Refusal.UNREACHABLE, "link is closed"));
        }
        if (!busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(Refusal.BUSY, "another question is open on this link"));
        }
        CommandMessage command = new CommandMessage(meter, conversation, number.incrementAndGet(), order);
        return talk.ask(name, command).thenApply(reply -> {
            busy.set(false);
            return switch (reply) {
                case MeterTalk.Reply.NotDelivered(String detail) -> Outcome.refused(Refusal.UNREACHABLE, detail);
                case MeterTalk.Reply.Lost(Cause cause, String detail) -> Outcome.unknown(cause, detail);
                case MeterTalk.Reply.Answered(AnswerMessage message) -> outcome(message, wanted, value);
            };
        });
    }

    private <A extends Answer, T> Outcome<T> outcome(AnswerMessage message, Class<A> wanted, Function<A, T> value) {
        if (!message.meter().equals(meter)) {
            return Outcome.unknown(Cause.UNTRUSTED_REPLY, "answered by " + message.meter() + " instead of " + meter);
        }
        return switch (message.answer()) {
            case Answer.Refused(Refusal reason, String detail) -> Outcome.refused(reason, detail);
            case Answer.Stale _ -> Outcome.refused(Refusal.TEMPORARY_FAILURE,
                    "another conversation with the meter has begun");
            case Answer.Failed(String detail) -> Outcome.unknown(Cause.METER_FAULT, detail);
            case Answer.Opened _,Answer.Read _,Answer.Relay _,Answer.Credited _,Answer.Token _,Answer.Limit _,Answer.Mode _,Answer.Tariff _,Answer.Clock _,Answer.Profile _ ->
                wanted.isInstance(message.answer())
                        ? Outcome.done(value.apply(wanted.cast(message.answer())))
                        : Outcome.unknown(Cause.MALFORMED_REPLY, "the meter answered to another question");
        };
    }
}
