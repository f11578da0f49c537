package io.wattle.headend.api;

import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.TokenAnswer;

/**
 * What came of entering tokens at a meter's gateway.
 *
 * @param answer accepted, already-used, rejected (by the meter), refused (not taken in), or unknown (the answer was lost)
 * @param reason step and result code, or the refusal; may be empty
 */
record GatewayAnswer(String answer, String reason, String detail) {

    static GatewayAnswer of(Outcome<TokenAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Done<TokenAnswer>(TokenAnswer.Accepted(var code)) ->
                new GatewayAnswer("accepted", code.map(Enum::name).orElse(""), "");
            case Outcome.Done<TokenAnswer>(TokenAnswer.AlreadyUsed _) -> new GatewayAnswer("already-used", "", "");
            case Outcome.Done<TokenAnswer>(TokenAnswer.Rejected(var step, var code)) ->
                new GatewayAnswer("rejected", code.map(Enum::name).orElse(step.name()), step.name());
            case Outcome.Refused<TokenAnswer>(Refusal reason, String detail) ->
                new GatewayAnswer("refused", reason.name(), detail);
            case Outcome.Unknown<TokenAnswer>(Cause cause, String detail) ->
                new GatewayAnswer("unknown", cause.name(), detail);
        };
    }
}
