package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ServiceStep;
import io.wattle.protocols.meter.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One association on one dialogue, and the one place where its services are asked: every request has its own invoke id,
 * every reply goes through the gate, then through the codec. Owned by the dialogue's event loop.
 */
final class ClientAssociation {
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);
    private static final int PROTECTION_BYTES = 35; // tags, lengths, title, control, counter, authentication tag
    private static final int GENERAL_PROTECTION_BYTES = 190; // two titles, key information, signature
    private static final int REQUEST_BYTES_LEAST = 64;
    private static final int PLAIN_BYTES_MAX = 65_535; // where the meter names no limit
    private static final int COUNTERS_LOW = 4;
    private static final int INVOKE_ID_BITS = 0x0F;
    private static final int CONFIRMED_AND_HIGH = 0xC0;

    private final Dialogue dialogue;
    private final ClientCodec codec;
    private final ReplyGate gate;
    private final SecurityTerms terms;
    private final Consumer<Outcome<?>> watch;
    private final Optional<String> expectedTitle;
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
        return agreed().takesLists();
    }

    Initiate agreed() {
        return codec.agreed();
    }

    void whenCountersAreLow(Supplier<CompletableFuture<Outcome<Boolean>>> reserve) {
        this.moreCounters = reserve;
    }

    /** AARQ, and the mutual proof if there is one. */
    CompletableFuture<Outcome<ClientAssociation>> establish() {
        Establishment establishment = new Establishment(codec, gate, expectedTitle);
        CompletableFuture<Outcome<Boolean>> associated = Steps.then(sent(codec::associate, false), reply -> {
            answered = true;
            return Steps.ended(checked(establishment.associated(reply)));
        });
        return Steps.then(Steps.then(associated,
                _ -> terms.mechanism().isHighLevel() ? prove(establishment) : Steps.ended(Outcome.done(true))),
                _ -> Steps.ended(Outcome.done(this)));
    }

    private CompletableFuture<Outcome<Boolean>> prove(Establishment establishment) {
        byte[] proof;
        try {
            proof = codec.prove();
        } catch (CountersUsedUpException usedUp) {
            return Steps.ended(noCounter());
        } catch (IllegalStateException cannot) {
            return Steps.ended(notForThisMeter());
        }
        return call(new ServiceRequest.Act(nextInvokeId(), REPLY_TO_HLS, new CosemValue.Octets(proof)))
                .thenApply(reply -> proved(establishment, reply));
    }

    private Outcome<Boolean> proved(Establishment establishment, Outcome<ServiceReply> reply) {
        Outcome<Boolean> proved = establishment.proved(reply);
        return reply instanceof Outcome.Unknown ? proved : checked(proved); // what is unknown has ended the dialogue
    }

    /** Values of several attributes as of one instant, or of one. */
    CompletableFuture<Outcome<List<GetResult>>> get(List<CosemAttribute> attributes) {
        return getParts(attributes.stream().map(Query::new).toList());
    }

    /** The same of parts of attributes. */
    CompletableFuture<Outcome<List<GetResult>>> getParts(List<Query> queries) {
        int id = nextInvokeId();
        ServiceRequest request = queries.size() == 1
                ? new ServiceRequest.Get(id, queries.getFirst())
                : new ServiceRequest.GetList(id, queries);
        return call(request).thenApply(answer -> Steps.then(answer,
                reply -> reply instanceof ServiceReply.Got(int _, List<GetResult> results)
                        && results.size() == queries.size() ? Outcome.done(results) : unexpected(reply)));
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
        return acted(new ServiceRequest.Set(nextInvokeId(), attribute, value));
    }

    CompletableFuture<Outcome<DataAccessResult>> act(CosemMethod method, CosemValue argument) {
        return acted(new ServiceRequest.Act(nextInvokeId(), method, argument));
    }

    private CompletableFuture<Outcome<DataAccessResult>> acted(ServiceRequest request) {
        return call(request).thenApply(answer -> Steps.then(answer, reply -> reply instanceof ServiceReply.Acted acted
                ? Outcome.done(acted.result())
                : unexpected(reply)));
    }

    /** Longest plain request that the meter takes. */
    int requestBytesMax() {
        int agreed = agreed().apduBytesMax();
        int most = agreed == 0 ? PLAIN_BYTES_MAX : agreed;
        if (!terms.isProtected() && !terms.signed()) {
            return most;
        }
        boolean brief = terms.ciphering().isServiceSpecific() && !terms.signed();
        return Math.max(REQUEST_BYTES_LEAST, most - (brief ? PROTECTION_BYTES : GENERAL_PROTECTION_BYTES));
    }

    /** A number for the next request, Invoke-Id-And-Priority: confirmed, high priority. */
    int nextInvokeId() {
        invokeId = invokeId + 1 & INVOKE_ID_BITS;
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
        return codec.countersLeft() < COUNTERS_LOW
                ? Steps.then(moreCounters.get(), _ -> exchangeCounted(exchange, plain))
                : exchangeCounted(exchange, plain);
    }

    private CompletableFuture<Outcome<ServiceReply>> exchangeCounted(ServiceExchange exchange, byte[] plain) {
        boolean inBlocks = exchange.profitsFromBlocks() && agreed().has(Initiate.GENERAL_BLOCK_TRANSFER);
        return Steps.then(sent(() -> codec.seal(plain), inBlocks), reply -> GeneralBlocks.isBlock(reply)
                ? Steps.then(new GeneralBlocks(dialogue).whole(reply), whole -> taken(exchange, whole))
                : taken(exchange, reply));
    }

    private CompletableFuture<Outcome<ServiceReply>> taken(ServiceExchange exchange, byte[] reply) {
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
    }

    /** Sends what the codec makes; the reply as it comes. */
    private CompletableFuture<Outcome<byte[]>> sent(Supplier<byte[]> request, boolean inBlocks) {
        byte[] apdu;
        try {
            apdu = request.get();
        } catch (CountersUsedUpException usedUp) {
            return Steps.ended(noCounter());
        } catch (IllegalStateException | IllegalArgumentException unsupported) {
            return Steps.ended(notForThisMeter());
        }
        return inBlocks ? new GeneralBlocks(dialogue).ask(apdu, requestBytesMax()) : dialogue.ask(apdu);
    }

    /** Takes leave and closes, without waiting for the meter's farewell. */
    void release() {
        dialogue.sendLast(AssociationRequest.release());
    }

    /** Ends the dialogue over a reply that is good and no answer to what was asked. */
    <T> Outcome<T> unexpected(ServiceReply reply) {
        return over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY,
                "a " + reply.getClass().getSimpleName() + " was not asked for"));
    }

    /** Ends the dialogue unless all is well: after such a reply nothing that follows could be trusted. */
    private <T> Outcome<T> checked(Outcome<T> outcome) {
        return outcome instanceof Outcome.Done<T> ? outcome : over(outcome);
    }

    private <T> Outcome<T> over(Outcome<T> outcome) {
        watch.accept(outcome);
        dialogue.end(Outcome.Cause.CONNECTION_LOST, "connection was closed by us");
        return outcome;
    }

    private static <T> Outcome<T> noCounter() {
        return Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "no invocation counter is left");
    }

    private static <T> Outcome<T> notForThisMeter() {
        return Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "request cannot be made for this meter");
    }
}
