package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each method of a meter does to its state, as a table. */
final class MeterMethods {
    static final String CREDIT = "0.0.19.10.0.255";
    static final String RELAY = "0.0.96.3.10.255";

    private static final Map<CosemMethod, BiFunction<MeterState, CosemValue, Step>> METHODS = Map.of(
            new CosemMethod(112, CREDIT, 1), MeterMethods::updateAmount, //
            new CosemMethod(112, CREDIT, 2), MeterMethods::setAmount, //
            new CosemMethod(70, RELAY, 1), (state, argument) -> relay(state, argument, false), //
            new CosemMethod(70, RELAY, 2), (state, argument) -> relay(state, argument, true));

    private static final Set<CosemMethod> AND_TOKENS = Stream
            .concat(METHODS.keySet().stream(), Stream.of(GatewayObject.ENTER))
            .collect(Collectors.toUnmodifiableSet());

    private MeterMethods() {}

    /** The state afterwards, and the meter's answer. */
    record Step(MeterState state, ActionResult result) {}

    static Set<CosemMethod> all() {
        return METHODS.keySet();
    }

    /** Those, and the token gateway's. */
    static Set<CosemMethod> andTokens() {
        return AND_TOKENS;
    }

    /** Does what the method says to a state that is up to date. */
    static Step act(MeterState state, CosemMethod method, CosemValue argument) {
        BiFunction<MeterState, CosemValue, Step> act = METHODS.get(method);
        return act == null ? new Step(state, ActionResult.OBJECT_UNDEFINED) : act.apply(state, argument);
    }

    private static Step updateAmount(MeterState state, CosemValue argument) {
        return argument instanceof Whole(Whole.Type type, long amount) && type == Whole.Type.INT32
                ? credit(state, amount)
                : new Step(state, ActionResult.TYPE_UNMATCHED);
    }

    private static Step setAmount(MeterState state, CosemValue argument) {
        return argument instanceof Whole(Whole.Type type, long amount) && type == Whole.Type.INT32
                ? credit(state, amount - state.counts().balance())
                : new Step(state, ActionResult.TYPE_UNMATCHED);
    }

    private static Step credit(MeterState state, long amount) {
        long balanceAfter = state.counts().balance() + amount;
        // current_credit_amount has 32 bits (IC 112): what does not fit is not taken.
        return balanceAfter == (int) balanceAfter
                ? new Step(state.credited(amount), ActionResult.SUCCESS)
                : new Step(state, ActionResult.OTHER_REASON);
    }

    private static Step relay(MeterState state, CosemValue argument, boolean closed) {
        // The argument is an integer whose value says nothing (IC 70); some clients send none.
        return argument instanceof Whole || argument instanceof CosemValue.Null
                ? new Step(state.relay(closed), ActionResult.SUCCESS)
                : new Step(state, ActionResult.TYPE_UNMATCHED);
    }
}
