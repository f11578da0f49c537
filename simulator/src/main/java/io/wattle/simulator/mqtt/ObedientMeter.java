package io.wattle.simulator.mqtt;

import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.mqtt.payload.Answer;
import io.wattle.protocols.mqtt.payload.AnswerMessage;
import io.wattle.protocols.mqtt.payload.CommandMessage;
import io.wattle.protocols.mqtt.payload.Order;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.meter.SimulatedMeter;
import java.time.Instant;
import java.util.Optional;

/**
 * A meter that carries out orders as the contract says: each once, and none of a conversation that is over. Conversations
 * that began before it was switched on are over. Safe for use by many threads.
 */
public final class ObedientMeter {
    private static final CosemMethod CREDIT = new CosemMethod(112, "0.0.19.10.0.255", 1);
    private static final CosemMethod DISCONNECT = new CosemMethod(70, "0.0.96.3.10.255", 1);
    private static final CosemMethod RECONNECT = new CosemMethod(70, "0.0.96.3.10.255", 2);
    private static final CosemAttribute LIMIT = new CosemAttribute(71, "0.0.17.0.0.255", 4);
    private static final CosemAttribute CLOCK = new CosemAttribute(8, "0.0.1.0.0.255", 2);

    private final SimulatedMeter meter;
    private long lastConversation; // guarded by this
    private long lastNumber; // guarded by this
    private Optional<AnswerMessage> lastAnswer = Optional.empty(); // guarded by this
    private PaymentMode mode = PaymentMode.PREPAYMENT; // guarded by this

    /**
     * Switches it on.
     *
     * @param switchedOnMs true time, ms since 1970
     */
    public ObedientMeter(SimulatedMeter meter, long switchedOnMs) {
        this.meter = meter;
        this.lastConversation = switchedOnMs - 1;
    }

    /** Does what it is told, or says why not. */
    public synchronized AnswerMessage obey(CommandMessage command) {
        if (!command.meter().equals(meter.serial())) {
            return answer(command, new Answer.Refused(Refusal.WRONG_METER, "this is " + meter.serial()));
        }
        if (command.conversation() == lastConversation && command.number() == lastNumber && lastAnswer.isPresent()) {
            return lastAnswer.get();
        }
        boolean opens = command.order() instanceof Order.Open;
        boolean isNext = opens
                ? command.conversation() > lastConversation
                : command.conversation() == lastConversation && command.number() > lastNumber;
        if (!isNext) {
            return answer(command, new Answer.Stale(lastConversation));
        }
        lastConversation = command.conversation();
        lastNumber = command.number();
        AnswerMessage answer = answer(command, carryOut(command.order()));
        lastAnswer = Optional.of(answer);
        return answer;
    }

    public synchronized PaymentMode paymentMode() {
        return mode;
    }

    private AnswerMessage answer(CommandMessage command, Answer answer) {
        return new AnswerMessage(meter.serial(), command.conversation(), command.number(), answer);
    }

    private Answer carryOut(Order order) {
        return switch (order) {
            case Order.Open _ -> new Answer.Opened();
            case Order.Read _ -> new Answer.Read(meter.look());
            case Order.Relay(RelayState target) -> relay(target);
            case Order.Credit(CreditLoad load) -> credit(load);
            case Order.Token(MeterToken token) -> token(token);
            case Order.Limit(long watts) -> limit(watts);
            case Order.Mode(PaymentMode wanted) -> {
                mode = wanted;
                yield new Answer.Mode(wanted);
            }
            case Order.Tariff(MeterTariff tariff) -> new Answer.Tariff(tariff.name());
            case Order.Clock(Instant time) -> clock(time);
            case Order.Profile(Instant from, Instant to) -> new Answer.Profile(meter.profile(from, to));
        };
    }

    private Answer relay(RelayState target) {
        return switch (target) {
            case DISCONNECTED -> relay(meter.act(DISCONNECT, new Whole(Whole.Type.INT8, 0)));
            case CONNECTED -> relay(meter.act(RECONNECT, new Whole(Whole.Type.INT8, 0)));
            case READY_FOR_RECONNECTION ->
                new Answer.Refused(Refusal.NOT_SUPPORTED, "relay can be told disconnected or connected");
        };
    }

    private Answer relay(ActionResult result) {
        return result == ActionResult.SUCCESS
                ? new Answer.Relay(meter.look().relay().orElse(RelayState.CONNECTED))
                : new Answer.Failed("relay: " + result);
    }

    private Answer limit(long watts) {
        if (meter.service() != Service.ELECTRICITY) {
            return new Answer.Refused(Refusal.NOT_SUPPORTED, "no limiter of power");
        }
        return watts >> 32 == 0 && meter.write(LIMIT, new Whole(Whole.Type.UINT32, watts)) == ActionResult.SUCCESS
                ? new Answer.Limit(watts)
                : new Answer.Refused(Refusal.VALUE_REFUSED, "limit: not 32 bits");
    }

    private Answer credit(CreditLoad load) {
        MeterReading before = meter.look();
        long units = load.amount().value();
        boolean sameUnit = load.amount().getClass() == before.register().getClass();
        if (!sameUnit || units > Integer.MAX_VALUE) {
            return new Answer.Refused(Refusal.VALUE_REFUSED, "amount: no whole number of this meter's unit in 32 bits");
        }
        ActionResult result = meter.act(CREDIT, new Whole(Whole.Type.INT32, units));
        return result == ActionResult.SUCCESS
                ? new Answer.Credited(meter.look().balance().orElse(new MeterQuantity.Energy(0)))
                : new Answer.Refused(Refusal.VALUE_REFUSED, "amount: the balance has no room for it");
    }

    private Answer token(MeterToken token) {
        if (!meter.takesTokens()) {
            return new Answer.Refused(Refusal.NOT_SUPPORTED, "no keypad");
        }
        ResultCode code = meter.enterToken(token.digits()).result();
        if (code.accepts()) {
            return new Answer.Token(new TokenAnswer.Accepted(Optional.of(code)));
        }
        return new Answer.Token(code == ResultCode.USED_ERROR
                ? new TokenAnswer.AlreadyUsed()
                : new TokenAnswer.Rejected(code.step(), Optional.of(code)));
    }

    private Answer clock(Instant time) {
        ActionResult result = meter.write(CLOCK, new CosemValue.DateTime(time));
        return result == ActionResult.SUCCESS
                ? new Answer.Clock(meter.look().meterTime())
                : new Answer.Failed("clock: " + result);
    }
}
