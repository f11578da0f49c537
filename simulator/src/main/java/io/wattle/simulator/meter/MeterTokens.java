package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.keypad.Keypad;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.keypad.KeypadEntry;
import io.wattle.simulator.keypad.KeypadState;
import io.wattle.simulator.keypad.MeterFace;
import io.wattle.simulator.meter.TokenGateway.Delivery;
import java.util.Optional;

/** What tokens do to a meter's state, keyed in or over its gateway. Immutable. */
final class MeterTokens {
    private final Keypad keypad;

    MeterTokens(Keypad keypad) {
        this.keypad = keypad;
    }

    /** The state afterwards, and what the meter shows. */
    record KeyedIn(MeterState state, KeypadAnswer answer) {}

    /** With what is due in the gateway carried out, at its time. */
    MeterState settled(MeterState state, long nowMs, Household household) {
        TokenGateway gateway = tokens(state).gateway();
        return gateway.isBusy() && gateway.dueMs() <= nowMs
                ? carriedOut(state.upTo(gateway.dueMs(), household))
                : state;
    }

    /** Takes what was typed, if the gateway is not at work on another token. */
    KeyedIn keyedIn(MeterState state, String typed) {
        if (tokens(state).gateway().isBusy()) {
            return new KeyedIn(state, new KeypadAnswer(ResultCode.NOT_READY, "busy with another token"));
        }
        KeypadEntry entry = keypad.enter(tokens(state).keypad(), typed, face(state));
        TokenGateway shown = digits(typed)
                .map(digits -> received(state, form().encode(digits), 0, Delivery.MANUAL).answered(entry.answer()))
                .orElse(tokens(state).gateway());
        return new KeyedIn(after(state, entry, shown), entry.answer());
    }

    /** Takes a token over the gateway; it is processed when its time has come. */
    MeterMethods.Step received(MeterState state, CosemValue argument) {
        if (!(argument instanceof CosemValue.Octets octets) || octets.bytes().length != form().length()) {
            return new MeterMethods.Step(state, ActionResult.TYPE_UNMATCHED);
        }
        if (tokens(state).gateway().isBusy()) {
            return new MeterMethods.Step(state, ActionResult.TEMPORARY_FAILURE);
        }
        long processingMs = keypad.profile().gatewayProcessing().toMillis();
        MeterState holding = state.withTokens(new TokenState(tokens(state).keypad(),
                received(state, octets.bytes(), processingMs, Delivery.REMOTE)));
        return new MeterMethods.Step(processingMs == 0 ? carriedOut(holding) : holding, ActionResult.SUCCESS);
    }

    private MeterState carriedOut(MeterState state) {
        TokenGateway gateway = tokens(state).gateway();
        KeypadState before = tokens(state).keypad();
        KeypadEntry entry;
        try {
            entry = keypad.enter(before, form().decode(gateway.token()), face(state));
        } catch (BadStsValueException noToken) {
            // Bytes of the right length that are no digits: the keypad has the words for it.
            entry = keypad.enter(before, "", face(state));
        }
        return after(state, entry, gateway.answered(entry.answer()));
    }

    private static MeterState after(MeterState state, KeypadEntry entry, TokenGateway gateway) {
        MeterState next = state.withTokens(new TokenState(entry.state(), gateway));
        return entry.credit().isPresent() ? next.credited(entry.credit().getAsLong()) : next;
    }

    private static TokenGateway received(MeterState state, byte[] token, long processingMs, Delivery delivery) {
        return new TokenGateway(token, state.atMs(), state.atMs() + processingMs, delivery, Optional.empty());
    }

    private static Optional<TokenDigits> digits(String typed) {
        try {
            return Optional.of(TokenDigits.parse(typed));
        } catch (BadStsValueException unreadable) {
            return Optional.empty();
        }
    }

    private TokenForm form() {
        return keypad.profile().gatewayForm();
    }

    private static TokenState tokens(MeterState state) {
        return state.tokens()
                .orElseThrow(() -> new IllegalStateException("the meter's memory is of one that takes no tokens"));
    }

    private static MeterFace face(MeterState state) {
        return new MeterFace(state.atMs(), state.counts().register(), state.counts().balance(), state.connected());
    }
}
