package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.ResultCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks a token gateway (IC 115) what came of the token that it was given, until it knows or time is up. Used once; runs
 * on the dialogue's event loop.
 *
 * <p>token_status is a structure: an enum, 0..3 for a step that went well (format, authentication, validation,
 * execution), 4..7 for the same four failing, 8 for received and not processed; and a bit-string. In the bit-string we
 * look for the result of IEC 62055-41 in eight bits, and take it only if it fits the enum.
 */
final class TokenStatus {
    private static final int EXECUTED = 3;
    private static final int FORMAT_FAILED = 4;
    private static final int EXECUTION_FAILED = 7;
    private static final int RECEIVED = 8;
    private static final int RESULT_BITS = 8;
    private static final long FIRST_WAIT_MS = 100;
    private static final long WAIT_MS_MAX = 4_000; // a minute of asking takes fewer counters than a question is sure to have

    private final ClientAssociation association;
    private final List<CosemAttribute> wanted;
    private final byte[] sent;
    private final EventLoop loop;
    private final long timeoutMs;
    private long waitedMs;

    /** @param sent the token as it was handed over */
    TokenStatus(ClientAssociation association, MeterModel model, byte[] sent, EventLoop loop, Duration timeout) {
        this.association = association;
        this.wanted = List.of(model.tokenAttribute(), model.tokenStatusAttribute());
        this.sent = sent;
        this.loop = loop;
        this.timeoutMs = timeout.toMillis();
    }

    CompletableFuture<Outcome<TokenAnswer>> await() {
        return ask(FIRST_WAIT_MS);
    }

    private CompletableFuture<Outcome<TokenAnswer>> ask(long waitMs) {
        return Steps.then(association.takesLists() ? association.get(wanted) : association.getEach(wanted),
                results -> Steps.then(Steps.ended(answer(results)), known -> known
                        .map(answer -> Steps.ended(Outcome.done(answer)))
                        .orElseGet(() -> askLater(waitMs))));
    }

    private CompletableFuture<Outcome<TokenAnswer>> askLater(long waitMs) {
        long restMs = timeoutMs - waitedMs;
        if (restMs <= 0) {
            return Steps.ended(Outcome.unknown(Cause.TIMEOUT,
                    "meter has received the token and not processed it within " + timeoutMs + " ms"));
        }
        long nowMs = Math.min(waitMs, restMs);
        waitedMs += nowMs;
        CompletableFuture<Outcome<TokenAnswer>> later = new CompletableFuture<>();
        var _ = loop.schedule(() -> {
            var _ = ask(Math.min(2 * waitMs, WAIT_MS_MAX)).whenComplete((outcome, bug) -> {
                if (bug == null) {
                    later.complete(outcome);
                } else {
                    later.completeExceptionally(bug);
                }
            });
        }, nowMs, TimeUnit.MILLISECONDS);
        return later;
    }

    /** What the meter came to; empty while it has not. Shows nothing of what it said: that may be the token. */
    private Outcome<Optional<TokenAnswer>> answer(List<GetResult> results) {
        return switch (results.getLast()) {
            case GetResult.Refusal(var refusal) -> Steps.refused(refusal, "token status");
            case GetResult.Value(CosemValue value) -> value instanceof CosemValue.Structure(List<CosemValue> fields)
                    && fields.size() == 2 && fields.get(0) instanceof CosemValue.Whole status
                    && fields.get(1) instanceof CosemValue.Bits(String data)
                            ? answer(status.value(), data, results.getFirst())
                            : unreadable("token status is no structure of number and bits");
        };
    }

    private Outcome<Optional<TokenAnswer>> answer(long status, String data, GetResult shown) {
        if (status < 0 || status > RECEIVED) {
            return unreadable("token status must be 0..8, was " + status);
        }
        // A step that went well is not the last one: only 3 says that the token was carried out.
        if (status < EXECUTED || status == RECEIVED) {
            return Outcome.done(Optional.empty());
        }
        // Somebody at the keypad may have been quicker than our question.
        if (shown instanceof GetResult.Value(CosemValue.Octets token) && !Arrays.equals(token.bytes(), sent)) {
            return unreadable("meter shows the status of another token than the one it was given");
        }
        return Outcome.done(Optional.of(status == EXECUTED
                ? new TokenAnswer.Accepted(result(data).filter(ResultCode::accepts))
                : rejected((int) status, data)));
    }

    private static TokenAnswer rejected(int status, String data) {
        ResultCode.Step step = switch (status) {
            case FORMAT_FAILED -> ResultCode.Step.FORMAT;
            case FORMAT_FAILED + 1 -> ResultCode.Step.AUTHENTICATION;
            case FORMAT_FAILED + 2 -> ResultCode.Step.VALIDATION;
            case EXECUTION_FAILED -> ResultCode.Step.EXECUTION;
            default -> throw new IllegalArgumentException("status must be 4..7, was " + status);
        };
        Optional<ResultCode> code = result(data).filter(found -> found.step() == step && !found.accepts());
        return code.filter(found -> found == ResultCode.USED_ERROR)
                .<TokenAnswer>map(_ -> new TokenAnswer.AlreadyUsed())
                .orElseGet(() -> new TokenAnswer.Rejected(step, code));
    }

    private static Optional<ResultCode> result(String data) {
        return data.length() == RESULT_BITS ? ResultCode.of(Integer.parseInt(data, 2)) : Optional.empty();
    }

    private static Outcome<Optional<TokenAnswer>> unreadable(String why) {
        return Outcome.unknown(Cause.MALFORMED_REPLY, why);
    }
}
