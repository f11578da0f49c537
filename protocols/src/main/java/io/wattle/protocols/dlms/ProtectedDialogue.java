package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.service.Exchange;
import io.wattle.protocols.dlms.service.ServiceStep;
import io.wattle.protocols.meter.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries exchanges over a dialogue: what goes is protected, under a counter that was reserved; what comes passes the gate
 * and then the codec, or it ends the dialogue. Owned by the dialogue's event loop.
 */
final class ProtectedDialogue {
    private static final int REQUEST_BYTES_LEAST = 64;
    private static final int PLAIN_BYTES_MAX = 65_535; // where the meter names no limit
    private static final int COUNTERS_LOW = 4;

    private final Dialogue dialogue;
    private final ClientCodec codec;
    private final ReplyGate gate;
    private final SecurityTerms terms;
    private final Consumer<Outcome<?>> watch;
    private Supplier<CompletableFuture<Outcome<Boolean>>> moreCounters = () -> Steps.ended(Outcome.done(true));

    /** @param watch told of what ends the dialogue */
    ProtectedDialogue(Dialogue dialogue, ClientCodec codec, ReplyGate gate, SecurityTerms terms,
            Consumer<Outcome<?>> watch) {
        this.dialogue = dialogue;
        this.codec = codec;
        this.gate = gate;
        this.terms = terms;
        this.watch = watch;
    }

    void whenCountersAreLow(Supplier<CompletableFuture<Outcome<Boolean>>> reserve) {
        this.moreCounters = reserve;
    }

    /** Longest plain request that the meter takes. */
    int requestBytesMax() {
        int agreed = codec.agreed().apduBytesMax();
        int most = agreed == 0 ? PLAIN_BYTES_MAX : agreed;
        return terms.isProtected() ? Math.max(REQUEST_BYTES_LEAST, most - terms.overheadBytes()) : most;
    }

    /** Longest plain request that the service itself need not cut. */
    int uncutBytesMax() {
        return allInBlocks() ? PLAIN_BYTES_MAX : requestBytesMax();
    }

    /** Datagrams that get lost are missed in general blocks only: there, everything goes in such. */
    private boolean allInBlocks() {
        return dialogue.isOfDatagrams() && codec.agreed().has(Initiate.GENERAL_BLOCK_TRANSFER);
    }

    /** Goes on with an exchange until it is over. */
    CompletableFuture<Outcome<ServiceReply>> step(Exchange exchange, ServiceStep step) {
        return switch (step) {
            case ServiceStep.Send(byte[] next) -> exchange(exchange, next);
            case ServiceStep.Ended(ServiceReply.Malformed(String reason)) ->
                Steps.ended(over(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, reason)));
            case ServiceStep.Ended(ServiceReply.Exceptional(ExceptionResponse exception)) ->
                Steps.ended(Steps.exceptional(exception));
            case ServiceStep.Ended(ServiceReply whole) -> Steps.ended(Outcome.done(whole));
        };
    }

    private CompletableFuture<Outcome<ServiceReply>> exchange(Exchange exchange, byte[] plain) {
        return codec.countersLeft() < COUNTERS_LOW
                ? Steps.then(moreCounters.get(), _ -> exchangeCounted(exchange, plain))
                : exchangeCounted(exchange, plain);
    }

    private CompletableFuture<Outcome<ServiceReply>> exchangeCounted(Exchange exchange, byte[] plain) {
        boolean inBlocks = allInBlocks()
                || (exchange.profitsFromBlocks() && codec.agreed().has(Initiate.GENERAL_BLOCK_TRANSFER));
        return Steps.then(sent(() -> codec.seal(plain), inBlocks), reply -> received(exchange, reply));
    }

    private CompletableFuture<Outcome<ServiceReply>> received(Exchange exchange, byte[] reply) {
        return GeneralBlocks.isBlock(reply)
                ? Steps.then(new GeneralBlocks(dialogue, terms.ciphered()).whole(reply),
                        whole -> taken(exchange, whole))
                : taken(exchange, reply);
    }

    private CompletableFuture<Outcome<ServiceReply>> taken(Exchange exchange, byte[] reply) {
        if (isError(reply) && (exchange.onlyReads() || !terms.ciphered())) {
            return Steps.ended(Steps.exceptional(reply));
        }
        // What was asked in a general form comes back in it, and so does what the meter pushes: what it is shows inside,
        // as it does of a push in clear that came in blocks.
        int tag = reply[0] & 0xFF;
        boolean hidden = terms.ciphered()
                && (tag == ApduTag.GENERAL_GLO_CIPHERING || tag == ApduTag.GENERAL_CIPHERING);
        Optional<byte[]> inside = hidden ? codec.open(reply) : Optional.empty();
        if (inside.filter(Notification::isIn).isPresent() || Notification.isPush(tag)) {
            return Steps.then(dialogue.askedStill(reply), next -> received(exchange, next));
        }
        Optional<String> refusal = gate.admit(reply, exchange.replyTag());
        if (refusal.isPresent()) {
            return Steps.ended(over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, refusal.get())));
        }
        Optional<byte[]> opened = hidden ? inside : codec.open(reply);
        if (opened.isEmpty()) {
            return Steps.ended(over(Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY,
                    "reply was not protected with this meter's keys")));
        }
        return step(exchange, exchange.accept(opened.get()));
    }

    private static boolean isError(byte[] reply) {
        int tag = reply[0] & 0xFF;
        return tag == ApduTag.EXCEPTION_RESPONSE || tag == ApduTag.CONFIRMED_SERVICE_ERROR;
    }

    /** Sends what the codec makes; the reply as it comes. */
    CompletableFuture<Outcome<byte[]>> sent(Supplier<byte[]> request, boolean inBlocks) {
        byte[] apdu;
        try {
            apdu = request.get();
        } catch (CountersUsedUpException usedUp) {
            return Steps.ended(noCounter());
        } catch (IllegalStateException | IllegalArgumentException unsupported) {
            return Steps.ended(notForThisMeter());
        }
        return inBlocks
                ? new GeneralBlocks(dialogue, terms.ciphered()).ask(apdu, requestBytesMax())
                : dialogue.ask(apdu);
    }

    /** Ends the dialogue unless all is well: after such a reply nothing that follows could be trusted. */
    <T> Outcome<T> checked(Outcome<T> outcome) {
        return outcome instanceof Outcome.Done<T> ? outcome : over(outcome);
    }

    <T> Outcome<T> over(Outcome<T> outcome) {
        watch.accept(outcome);
        dialogue.end(Outcome.Cause.CONNECTION_LOST, "connection was closed by us");
        return outcome;
    }

    static <T> Outcome<T> noCounter() {
        return Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "no invocation counter is left");
    }

    static <T> Outcome<T> notForThisMeter() {
        return Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "request cannot be made for this meter");
    }
}
