package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.Outcome;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One association on one dialogue: every reply goes through the gate, then through the codec. Owned by the dialogue's
 * event loop.
 */
final class ClientAssociation {
    private final Dialogue dialogue;
    private final ClientCodec codec;
    private final ReplyGate gate;
    private final SecurityTerms terms;
    private final Optional<String> expectedTitle;
    private final BiConsumer<SecurityEvent.Kind, String> suspicion;
    private boolean answered;

    /**
     * @param expectedTitle system title that the meter must give, as capital hexadecimal digits
     * @param suspicion told of what an honest meter does not do
     */
    ClientAssociation(Dialogue dialogue, ClientCodec codec, AssociationPlan plan, Optional<String> expectedTitle,
            BiConsumer<SecurityEvent.Kind, String> suspicion) {
        this.dialogue = dialogue;
        this.codec = codec;
        this.gate = new ReplyGate(plan.terms(), plan.clientTitle());
        this.terms = plan.terms();
        this.expectedTitle = expectedTitle;
        this.suspicion = suspicion;
        var _ = dialogue.ended().thenRun(codec::forget);
    }

    Dialogue dialogue() {
        return dialogue;
    }

    ClientCodec codec() {
        return codec;
    }

    /** Whether an instruction that got lost, or was changed on its way, cannot take effect later. */
    boolean fencesInstructions() {
        return terms.fencesInstructions();
    }

    /** Whether the meter said anything at all to the AARQ. */
    boolean answered() {
        return answered;
    }

    /** Whether {@link #get} may be given several attributes. */
    boolean takesLists() {
        return codec.takesLists();
    }

    /** AARQ, and the mutual proof if there is one. */
    CompletableFuture<Outcome<ClientAssociation>> establish() {
        CompletableFuture<Outcome<byte[]>> answer = send(codec::associate);
        return Steps.then(Steps.then(answer, reply -> {
            answered = true;
            return Steps.ended(associated(reply));
        }),
                open -> terms.mechanism().isHighLevel() ? prove() : Steps.ended(Outcome.done(open)));
    }

    /** Values of several attributes as of one instant, or of one. */
    CompletableFuture<Outcome<List<GetResult>>> get(List<CosemAttribute> attributes) {
        return Steps.then(ask(() -> codec.get(attributes), ApduTag.GET_RESPONSE),
                reply -> Steps.ended(results(reply, attributes.size())));
    }

    /** Values of several attributes, one after the other. */
    CompletableFuture<Outcome<List<GetResult>>> getEach(List<CosemAttribute> attributes) {
        CompletableFuture<Outcome<List<GetResult>>> all = Steps.ended(Outcome.done(List.of()));
        for (CosemAttribute attribute : attributes) {
            all = Steps.then(all, got -> Steps.then(get(List.of(attribute)), more -> Steps
                    .ended(Outcome.done(Stream.concat(got.stream(), more.stream()).toList()))));
        }
        return all;
    }

    CompletableFuture<Outcome<DataAccessResult>> set(CosemAttribute attribute, CosemValue value) {
        return Steps.then(ask(() -> codec.set(attribute, value), ApduTag.SET_RESPONSE),
                reply -> Steps.ended(acted(reply)));
    }

    CompletableFuture<Outcome<DataAccessResult>> act(CosemMethod method, CosemValue argument) {
        return Steps.then(ask(() -> codec.act(method, argument), ApduTag.ACTION_RESPONSE),
                reply -> Steps.ended(acted(reply)));
    }

    /** Takes leave and closes, without waiting for the meter's farewell. */
    void release() {
        try {
            if (!dialogue.ended().isDone()) {
                dialogue.sendLast(codec.release());
            }
        } catch (IllegalStateException | CountersUsedUpException cannot) {
            dialogue.end(Outcome.Cause.CONNECTION_LOST, "connection was closed by us");
        }
    }

    private Outcome<ClientAssociation> associated(byte[] reply) {
        if (ExceptionResponse.blamesCounter(reply)) {
            return over(Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "meter refused our invocation counter"));
        }
        int tag = reply[0] & 0xFF;
        if (tag == ApduTag.EXCEPTION_RESPONSE || tag == ApduTag.CONFIRMED_SERVICE_ERROR) {
            return over(Outcome.refused(Outcome.Refusal.NOT_AUTHENTICATED, "meter answered with an error"));
        }
        return AssociationResponse.read(reply)
                .map(response -> associated(response, reply))
                .orElseGet(() -> over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, "reply is no AARE")));
    }

    private Outcome<ClientAssociation> associated(AssociationResponse response, byte[] reply) {
        if (response.result() != AssociationResponse.ACCEPTED) {
            return over(Outcome.refused(Outcome.Refusal.NOT_AUTHENTICATED, "association refused, result "
                    + response.result() + ", diagnostic " + response.diagnostic()));
        }
        String title = response.title().map(HexFormat.of().withUpperCase()::formatHex).orElse("none");
        if (!expectedTitle.orElse(title).equals(title)) {
            return over(Outcome.refused(Outcome.Refusal.WRONG_METER,
                    "system title is " + PeerText.shown(title) + ", expected was " + expectedTitle.orElse(title)));
        }
        Optional<String> refusal = gate.admit(response, codec.challenge());
        if (refusal.isPresent()) {
            return over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, refusal.get()));
        }
        return codec.acceptAssociation(reply)
                ? Outcome.done(this)
                : over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY,
                        "association was not protected with this meter's keys"));
    }

    private CompletableFuture<Outcome<ClientAssociation>> prove() {
        return Steps.then(send(codec::prove), reply -> Steps.ended(proved(reply)));
    }

    private Outcome<ClientAssociation> proved(byte[] reply) {
        Optional<String> refusal = gate.admit(reply, ApduTag.ACTION_RESPONSE);
        if (refusal.isPresent()) {
            return over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, refusal.get()));
        }
        return codec.acceptProof(reply)
                ? Outcome.done(this)
                : over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, "meter did not prove that it has our keys"));
    }

    /** Sends a request and, as long as blocks follow, asks for the next. */
    private CompletableFuture<Outcome<CodecReply>> ask(Supplier<byte[]> request, int serviceTag) {
        return Steps.then(send(request), reply -> {
            Optional<String> refusal = gate.admit(reply, serviceTag);
            if (refusal.isPresent()) {
                return Steps.ended(over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, refusal.get())));
            }
            return switch (codec.accept(reply)) {
                case CodecReply.More(byte[] next) -> ask(() -> next, serviceTag);
                case CodecReply.Malformed(String reason) ->
                    Steps.ended(over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, reason)));
                case CodecReply.Untrusted(String reason) ->
                    Steps.ended(over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, reason)));
                case CodecReply.Results results -> Steps.ended(Outcome.done(results));
                case CodecReply.Acted acted -> Steps.ended(Outcome.done(acted));
            };
        });
    }

    private CompletableFuture<Outcome<byte[]>> send(Supplier<byte[]> request) {
        byte[] apdu;
        try {
            apdu = request.get();
        } catch (CountersUsedUpException usedUp) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "no invocation counter is left"));
        } catch (IllegalStateException | IllegalArgumentException unsupported) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "request cannot be made for this meter"));
        }
        return dialogue.ask(apdu);
    }

    private Outcome<List<GetResult>> results(CodecReply reply, int expected) {
        return reply instanceof CodecReply.Results(List<GetResult> results) && results.size() == expected
                ? Outcome.done(results)
                : over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, "reply does not hold " + expected + " results"));
    }

    private Outcome<DataAccessResult> acted(CodecReply reply) {
        return reply instanceof CodecReply.Acted(DataAccessResult result)
                ? Outcome.done(result)
                : over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, "reply holds no result"));
    }

    /** Ends the dialogue: after such a reply nothing that follows could be trusted. */
    private <T> Outcome<T> over(Outcome<T> outcome) {
        switch (outcome) {
            case Outcome.Unknown<T>(Outcome.Cause cause, String detail) when cause == Outcome.Cause.UNTRUSTED_REPLY ->
                suspicion.accept(SecurityEvent.Kind.UNTRUSTED_REPLY, detail);
            case Outcome.Refused<T>(Outcome.Refusal reason, String detail) when reason == Outcome.Refusal.WRONG_METER ->
                suspicion.accept(SecurityEvent.Kind.WRONG_METER, detail);
            case Outcome.Refused<T>(Outcome.Refusal reason, String detail)
                    when reason == Outcome.Refusal.NOT_AUTHENTICATED ->
                suspicion.accept(SecurityEvent.Kind.NOT_AUTHENTICATED, detail);
            case Outcome.Done<T> _,Outcome.Refused<T> _,Outcome.Unknown<T> _ -> {
            }
        }
        dialogue.end(Outcome.Cause.CONNECTION_LOST, "connection was closed by us");
        return outcome;
    }
}
