package io.wattle.protocols.dlms;

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
import io.wattle.protocols.dlms.service.Exchange;
import io.wattle.protocols.dlms.service.MethodOffsets;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ShortExchange;
import io.wattle.protocols.dlms.service.ShortNames;
import io.wattle.protocols.meter.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One association on one dialogue, and the one place where its services are asked: every request has its own invoke id,
 * every reply goes through the gate, then through the codec. Owned by the dialogue's event loop.
 */
final class ClientAssociation {
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);
    private static final int INVOKE_ID_BITS = 0x0F;
    private static final int CONFIRMED_AND_HIGH = 0xC0;

    private final Dialogue dialogue;
    private final ClientCodec codec;
    private final ReplyGate gate;
    private final SecurityTerms terms;
    private final ProtectedDialogue messages;
    private final Optional<String> expectedTitle;
    private @Nullable ShortNames names; // if things are named by them
    private int invokeId;
    private boolean answered;

    /** @param expectedTitle that the meter must give, in capital hexadecimal digits; {@code watch} is told what ends it */
    ClientAssociation(Dialogue dialogue, ClientCodec codec, AssociationPlan plan, Optional<String> expectedTitle,
            Consumer<Outcome<?>> watch) {
        this.dialogue = dialogue;
        this.codec = codec;
        this.gate = new ReplyGate(plan.terms(), plan.referencing(), plan.clientTitle());
        this.terms = plan.terms();
        this.expectedTitle = expectedTitle;
        this.messages = new ProtectedDialogue(dialogue, codec, gate, terms, watch);
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
        messages.whenCountersAreLow(reserve);
    }

    /** Names attributes and methods by short names; before {@link #establish}, which then asks for the meter's list. */
    ClientAssociation byShortNames(MethodOffsets offsets) {
        names = ShortNames.ofAssociation(offsets);
        if (!terms.ciphered()) {
            dialogue.expectReadResponses();
        }
        return this;
    }

    /** The short names of the meter's objects, where it is asked by such. */
    Optional<ShortNames> shortNames() {
        return Optional.ofNullable(names);
    }

    /** AARQ, the mutual proof if there is one, and the list of short names where those are used. */
    CompletableFuture<Outcome<ClientAssociation>> establish() {
        Establishment establishment = new Establishment(codec, gate, expectedTitle);
        CompletableFuture<Outcome<Boolean>> associated = Steps.then(messages.sent(codec::associate, false), reply -> {
            answered = true;
            return Steps.ended(messages.checked(establishment.associated(reply)));
        });
        CompletableFuture<Outcome<Boolean>> proved = Steps.then(associated,
                _ -> terms.mechanism().isHighLevel() ? prove(establishment) : Steps.ended(Outcome.done(true)));
        return Steps.then(Steps.then(proved, _ -> named()), _ -> Steps.ended(Outcome.done(this)));
    }

    private CompletableFuture<Outcome<Boolean>> named() {
        ShortNames association = names;
        if (association == null) {
            return Steps.ended(Outcome.done(true));
        }
        return Steps.then(get(List.of(ShortNames.OBJECT_LIST)), results -> {
            Optional<ShortNames> all = results.getFirst() instanceof GetResult.Value(CosemValue list)
                    ? association.with(list)
                    : Optional.empty();
            names = all.orElse(association);
            return Steps.ended(all.isPresent()
                    ? Outcome.done(true)
                    : Outcome.refused(Outcome.Refusal.NO_SUCH_OBJECT, "meter gave no list of short names"));
        });
    }

    private CompletableFuture<Outcome<Boolean>> prove(Establishment establishment) {
        byte[] proof;
        try {
            proof = codec.prove();
        } catch (CountersUsedUpException usedUp) {
            return Steps.ended(ProtectedDialogue.noCounter());
        } catch (IllegalStateException cannot) {
            return Steps.ended(ProtectedDialogue.notForThisMeter());
        }
        CosemMethod reply = names == null ? REPLY_TO_HLS : ShortNames.REPLY_TO_HLS;
        return call(new ServiceRequest.Act(nextInvokeId(), reply, new CosemValue.Octets(proof)))
                .thenApply(answer -> proved(establishment, answer));
    }

    private Outcome<Boolean> proved(Establishment establishment, Outcome<ServiceReply> reply) {
        Outcome<Boolean> proved = establishment.proved(reply);
        return reply instanceof Outcome.Unknown ? proved : messages.checked(proved); // what is unknown has ended the dialogue
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
        return call(request).thenApply(
                answer -> answer.then(reply -> reply instanceof ServiceReply.Got(int _, List<GetResult> results)
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
        return call(request).thenApply(answer -> answer.then(reply -> reply instanceof ServiceReply.Acted acted
                ? Outcome.done(acted.result())
                : unexpected(reply)));
    }

    /** Longest plain request that the meter takes. */
    int requestBytesMax() {
        return messages.requestBytesMax();
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
        ShortNames known = names;
        Exchange exchange = known == null
                ? new ServiceExchange(request, messages.uncutBytesMax())
                : new ShortExchange(known, request, messages.uncutBytesMax());
        try {
            return messages.step(exchange, exchange.begin());
        } catch (IllegalArgumentException cannot) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, String.valueOf(cannot.getMessage())));
        }
    }

    /** Takes leave and closes, without waiting for the meter's farewell. */
    void release() {
        if (!dialogue.ended().isDone()) {
            dialogue.sendLast(codec.release());
        }
    }

    /** Ends the dialogue over a reply that is good and no answer to what was asked. */
    <T> Outcome<T> unexpected(ServiceReply reply) {
        return messages.over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY,
                "a " + reply.getClass().getSimpleName() + " was not asked for"));
    }
}
