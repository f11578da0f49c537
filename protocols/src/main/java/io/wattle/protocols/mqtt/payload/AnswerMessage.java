package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.ResultCode;
import java.time.Instant;
import java.util.Optional;

/**
 * One meter's answer to one order.
 *
 * @param conversation that of the order
 * @param number that of the order
 */
public record AnswerMessage(String meter, long conversation, long number, Answer answer) {
    private static final String DETAIL = "detail";

    private enum Outcome {
        DONE, REFUSED, STALE, FAILED
    }

    private enum TokenWord {
        ACCEPTED, ALREADY_USED, REJECTED
    }

    /**
     * Reads one.
     *
     * @param receivedAt our clock when it came
     */
    public static Decoded<AnswerMessage> decode(byte[] payload, Instant receivedAt) {
        try {
            Fields fields = Documents.read(payload);
            return new Decoded.Good<>(new AnswerMessage(fields.serial(),
                    fields.whole("conversation", 0, Long.MAX_VALUE), fields.whole("number", 0, Long.MAX_VALUE),
                    answer(fields, receivedAt)));
        } catch (BadPayloadException e) {
            return e.asDecoded();
        }
    }

    public byte[] encode(PayloadForm form) {
        ObjectNode node = Documents.begin()
                .put("meter", meter)
                .put("conversation", conversation)
                .put("number", number)
                .put("outcome", Nodes.word(outcome()));
        switch (answer) {
            case Answer.Opened _ -> {
            }
            case Answer.Read read -> Nodes.put(node, read.reading());
            case Answer.Relay(RelayState state) -> node.put("relay", Nodes.word(state));
            case Answer.Credited credited -> Nodes.put(node, "balanceAfter", credited.balance());
            case Answer.Token(TokenAnswer token) -> put(node, token);
            case Answer.Limit(long powerW) -> node.put("powerW", powerW);
            case Answer.Mode(PaymentMode mode) -> node.put("mode", Nodes.word(mode));
            case Answer.Tariff(String name) -> node.put("tariffName", name);
            case Answer.Clock clock -> node.put("clock", clock.time().toString());
            case Answer.Profile profile -> Nodes.put(node, profile.profile());
            case Answer.Refused(Refusal reason, String detail) -> node.put("reason", Nodes.word(reason))
                    .put(DETAIL, detail);
            case Answer.Stale(long last) -> node.put("lastConversation", last);
            case Answer.Failed(String detail) -> node.put(DETAIL, detail);
        }
        return Documents.write(node, form);
    }

    private Outcome outcome() {
        return switch (answer) {
            case Answer.Refused _ -> Outcome.REFUSED;
            case Answer.Stale _ -> Outcome.STALE;
            case Answer.Failed _ -> Outcome.FAILED;
            case Answer.Opened _,Answer.Read _,Answer.Relay _,Answer.Credited _,Answer.Token _,Answer.Limit _,Answer.Mode _,Answer.Tariff _,Answer.Clock _,Answer.Profile _ ->
                Outcome.DONE;
        };
    }

    private static Answer answer(Fields fields, Instant receivedAt) throws BadPayloadException {
        return switch (fields.word("outcome", Outcome.class)) {
            case DONE -> done(fields, receivedAt);
            case REFUSED -> new Answer.Refused(fields.word("reason", Refusal.class), detail(fields));
            case STALE -> new Answer.Stale(fields.whole("lastConversation", 0, Long.MAX_VALUE));
            case FAILED -> new Answer.Failed(detail(fields));
        };
    }

    /** The field that is there tells which answer it is; none is the answer to open. */
    private static Answer done(Fields fields, Instant receivedAt) throws BadPayloadException {
        if (fields.has("register")) {
            return new Answer.Read(Readings.reading(fields, receivedAt));
        }
        if (fields.has("points")) {
            return new Answer.Profile(Readings.profile(fields));
        }
        if (fields.has("relay")) {
            return new Answer.Relay(fields.word("relay", RelayState.class));
        }
        if (fields.has("balanceAfter")) {
            return new Answer.Credited(fields.quantity("balanceAfter"));
        }
        if (fields.has("token")) {
            return new Answer.Token(token(fields));
        }
        if (fields.has("powerW")) {
            return new Answer.Limit(fields.whole("powerW", 0, Long.MAX_VALUE));
        }
        if (fields.has("mode")) {
            return new Answer.Mode(fields.word("mode", PaymentMode.class));
        }
        if (fields.has("tariffName")) {
            return new Answer.Tariff(fields.text("tariffName", 100));
        }
        return fields.has("clock") ? new Answer.Clock(fields.time("clock")) : new Answer.Opened();
    }

    private static void put(ObjectNode node, TokenAnswer token) {
        switch (token) {
            case TokenAnswer.Accepted(Optional<ResultCode> code) -> {
                node.put("token", Nodes.word(TokenWord.ACCEPTED));
                code.ifPresent(known -> node.put("resultCode", known.number()));
            }
            case TokenAnswer.AlreadyUsed _ -> node.put("token", Nodes.word(TokenWord.ALREADY_USED));
            case TokenAnswer.Rejected(ResultCode.Step step, Optional<ResultCode> code) -> {
                node.put("token", Nodes.word(TokenWord.REJECTED)).put("step", Nodes.word(step));
                code.ifPresent(known -> node.put("resultCode", known.number()));
            }
        }
    }

    private static TokenAnswer token(Fields fields) throws BadPayloadException {
        Optional<ResultCode> code = fields.has("resultCode")
                ? ResultCode.of((int) fields.whole("resultCode", 0, 1_000))
                : Optional.empty();
        return switch (fields.word("token", TokenWord.class)) {
            case ACCEPTED -> new TokenAnswer.Accepted(code);
            case ALREADY_USED -> new TokenAnswer.AlreadyUsed();
            case REJECTED -> new TokenAnswer.Rejected(fields.word("step", ResultCode.Step.class), code);
        };
    }

    private static String detail(Fields fields) throws BadPayloadException {
        return fields.has(DETAIL) ? fields.text(DETAIL, Contract.TEXT_CHARS_MAX) : "";
    }
}
