package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ServiceStep;
import io.wattle.protocols.meter.Outcome;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One association on one dialogue: every reply goes through the gate, then through the codec. Owned by the dialogue's
 * event loop.
 */
final class ClientAssociation {
    private static final int PROTECTION_BYTES = 35; // tags, lengths, title, control, counter, authentication tag
    private static final int GENERAL_PROTECTION_BYTES = 190; // two titles, key information, signature
    private static final int REQUEST_BYTES_LEAST = 64;
    private static final int PLAIN_BYTES_MAX = 65_535; // where the meter names no limit
    private static final int COUNTERS_LOW = 4;
    private static final int INVOKE_ID_MAX = 15;
    private static final int CONFIRMED_AND_HIGH = 0xC0;

    private final Dialogue dialogue;
    private final ClientCodec codec;
    private final ReplyGate gate;
    private final SecurityTerms terms;
    private final Optional<String> expectedTitle;
    private final Consumer<Outcome<?>> watch;
    private Supplier<CompletableFuture<Outcome<Boolean>>> moreCounters = () -> Steps.ended(Outcome.done(true));
    private int invokeId;
    private boolean answered;

    /** @param expectedTitle that the meter must give, in capital hexadecimal digits; {@code watch} is told what ends it */
    ClientAssociation(Dialogue dialogue, ClientCodec codec, AssociationPlan plan, Optional<String> expectedTitle,
            Consumer<Outcome<?>> watch) {
        this.dialogue = dialogue;
        this.codec = codec;
        this.gate = new ReplyGate(plan.terms(), plan.clientTitle());
        this.terms = plan.terms();
        this.expectedTitle = expectedTitle;
        this.watch = watch;
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

    /** Whether the meter said anything to the AARQ. */
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

    void whenCountersAreLow(Supplier<CompletableFuture<Outcome<Boolean>>> reserve) {
        this.moreCounters = reserve;
    }

    Initiate agreed() {
        return codec.agreed();
    }

    /** Longest plain request that the meter takes. */
    int requestBytesMax() {
        int most = codec.agreed().apduBytesMax() == 0 ? PLAIN_BYTES_MAX : codec.agreed().apduBytesMax();
        if (!terms.isProtected() && !terms.signed()) {
            return most;
        }
        boolean brief = terms.ciphering().isServiceSpecific() && !terms.signed();
        return Math.max(REQUEST_BYTES_LEAST, most - (brief ? PROTECTION_BYTES : GENERAL_PROTECTION_BYTES));
    }

    /** A number for the next request made here, Invoke-Id-And-Priority: confirmed, high priority. */
    int nextInvokeId() {
        invokeId = invokeId % INVOKE_ID_MAX + 1;
        return CONFIRMED_AND_HIGH | invokeId;
    }

    /**
     * Any confirmed service, in as many APDUs as it takes. What changes nothing in the meter may end in a refusal that
     * came in clear; for what does, such a refusal proves nothing.
     */
    CompletableFuture<Outcome<ServiceReply>> call(ServiceRequest request) {
        ServiceExchange exchange = new ServiceExchange(request, requestBytesMax());
        return exchange(exchange, exchange.begin());
    }

    private CompletableFuture<Outcome<ServiceReply>> exchange(ServiceExchange exchange, byte[] plain) {
        GeneralBlocks blocks = new GeneralBlocks(dialogue);
        boolean inBlocks = exchange.profitsFromBlocks() && agreed().has(Initiate.GENERAL_BLOCK_TRANSFER);
        CompletableFuture<Outcome<byte[]>> answer = Steps.then(enoughCounters(), _ -> send(() -> codec.seal(plain),
                sealed -> inBlocks ? blocks.ask(sealed, requestBytesMax()) : dialogue.ask(sealed)));
        return Steps.then(Steps.then(answer, blocks::whole), reply -> {
            boolean reads = exchange.replyTag() == ApduTag.GET_RESPONSE;
            if ((reply[0] & 0xFF) == ApduTag.EXCEPTION_RESPONSE && (reads || !terms.ciphered())) {
                return Steps.ended(Steps.exceptional(reply));
            }
            Optional<String> refusal = gate.admit(reply, exchange.replyTag());
            if (refusal.isPresent()) {
                return Steps.ended(over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, refusal.get())));
            }
            Optional<byte[]> opened = codec.open(reply);
            if (opened.isEmpty()) {
                return Steps.ended(over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY,
                        "reply was not protected with this meter's keys")));
            }
            return switch (exchange.accept(opened.get())) {
                case ServiceStep.Send(byte[] next) -> exchange(exchange, next);
                case ServiceStep.Ended(ServiceReply.Malformed(String reason)) ->
                    Steps.ended(over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, reason)));
                case ServiceStep.Ended(ServiceReply.Exceptional _) -> Steps.ended(Steps.exceptional(opened.get()));
                case ServiceStep.Ended(ServiceReply whole) -> Steps.ended(Outcome.done(whole));
            };
        });
    }

    private CompletableFuture<Outcome<Boolean>> enoughCounters() {
        return codec.countersLeft() < COUNTERS_LOW ? moreCounters.get() : Steps.ended(Outcome.done(true));
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
        return send(request, dialogue::ask);
    }

    private CompletableFuture<Outcome<byte[]>> send(Supplier<byte[]> request,
            Function<byte[], CompletableFuture<Outcome<byte[]>>> way) {
        byte[] apdu;
        try {
            apdu = request.get();
        } catch (CountersUsedUpException usedUp) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "no invocation counter is left"));
        } catch (IllegalStateException | IllegalArgumentException unsupported) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "request cannot be made for this meter"));
        }
        return way.apply(apdu);
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

    /** Ends the dialogue over a reply that is good and no answer to what was asked. */
    <T> Outcome<T> unexpected(ServiceReply reply) {
        return over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY,
                "a " + reply.getClass().getSimpleName() + " was not asked for"));
    }

    /** Ends the dialogue: after such a reply nothing that follows could be trusted. */
    private <T> Outcome<T> over(Outcome<T> outcome) {
        watch.accept(outcome);
        dialogue.end(Outcome.Cause.CONNECTION_LOST, "connection was closed by us");
        return outcome;
    }
}
