package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The way to one open association: counters, connection, association; and once more if the meter's counter turns out to
 * be ahead of ours. Over datagrams each step is tried anew when nothing comes back: from another port of ours, so that
 * what comes late is nobody's, under counters and with a challenge of its own. Used once; runs on its event loop.
 */
final class Opening {
    /** Nobody lost more conversations than this since the counters were last the same. */
    private static final long AHEAD_MAX = 65_536;
    /** A counter of which nothing is known is taken up below this: whoever lies about it leaves us half of them. */
    private static final long UNKNOWN_BELOW = 1L << 31;

    private static final long SECONDS_FROM = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    private final MeterAddress meter;
    private final DlmsAddress address;
    private final KeyRing keys;
    private final DlmsSettings settings;
    private final Dialler.Dial dialler;
    private final ClientCodecs codecs;
    private final CounterReserve counters;
    private final SecurityWatch watch;
    private final EventLoop loop;
    private final InstantSource clock;
    private final BiConsumer<Dialogue, ClientCodec> onDialogue;
    private OpeningTries tries;
    private boolean answered; // by the association that was tried last, in one of its tries

    /** @param onDialogue told of every connection, so that the overall deadline can end it */
    Opening(MeterAddress meter, DlmsAddress address, KeyRing keys, DlmsSettings settings,
            Dialler.Dial dialler,
            ClientCodecs codecs, CounterReserve counters, SecurityWatch watch, EventLoop loop,
            InstantSource clock, BiConsumer<Dialogue, ClientCodec> onDialogue) {
        this.meter = meter;
        this.address = address;
        this.keys = keys;
        this.settings = settings;
        this.dialler = dialler;
        this.codecs = codecs;
        this.counters = counters;
        this.watch = watch;
        this.loop = loop;
        this.clock = clock;
        this.onDialogue = onDialogue;
        this.tries = OpeningTries.of(false, settings.answerTimeout(), () -> true);
    }

    /** @param wanted whether anybody still waits for it */
    CompletableFuture<Outcome<ClientAssociation>> run(BooleanSupplier wanted) {
        boolean datagrams = address.route() instanceof DlmsRoute.Datagrams;
        tries = OpeningTries.of(datagrams, settings.answerTimeout(), wanted);
        return datagrams ? opened().thenApply(this::reached) : opened();
    }

    /** Without a connection nothing but an answer shows that somebody is there. */
    private Outcome<ClientAssociation> reached(Outcome<ClientAssociation> outcome) {
        return outcome instanceof Outcome.Unknown<ClientAssociation>(Cause _, String detail) && !answered
                ? Outcome.refused(Refusal.UNREACHABLE, "no answer to datagrams: " + detail)
                : outcome;
    }

    private CompletableFuture<Outcome<ClientAssociation>> opened() {
        if (!address.terms().counts()) {
            return associate(0);
        }
        return Steps.then(firstCounter(), first -> associate(first)
                .thenCompose(outcome -> mayBeCounter(outcome) ? retry(outcome, first) : Steps.ended(outcome)));
    }

    /** @param first counter of the first try; each further one has a range of its own */
    private CompletableFuture<Outcome<ClientAssociation>> associate(long first) {
        answered = false;
        return tries.run(one -> Steps.then(
                one.isFirst() || !address.terms().counts()
                        ? Steps.ended(Outcome.done(first))
                        : counters.reserveKnown(),
                counter -> associate(address.client(), address.terms(), counter, one.patience())))
                .thenApply(outcome -> outcome.map(open -> {
                    open.dialogue().answerWithin(settings.answerTimeout());
                    return open;
                }));
    }

    private CompletableFuture<Outcome<Long>> firstCounter() {
        return Steps.then(counters.reserve(), known -> known.isPresent()
                ? Steps.ended(Outcome.done(known.getAsLong()))
                : Steps.then(meterCounter().thenApply(this::orByTheClock), last -> last < UNKNOWN_BELOW
                        ? reserveAbove(last)
                        : outOfReach("meter says its counter is " + last
                                + ", and ours is unknown: taken up is what is below " + UNKNOWN_BELOW)));
    }

    /**
     * Some meters show nobody their counter, or have no public client. Then seconds are one: nobody who had this client's
     * name before us said more than one thing a second for years.
     */
    private Outcome<Long> orByTheClock(Outcome<Long> asked) {
        return asked instanceof Outcome.Refused<Long>(Refusal reason, String _)
                && (reason.isFinal() || reason == Refusal.NOT_AUTHENTICATED)
                        ? Outcome
                                .done(Math.clamp(clock.instant().getEpochSecond() - SECONDS_FROM, 0, UNKNOWN_BELOW - 1))
                        : asked;
    }

    private CompletableFuture<Outcome<Long>> reserveAbove(long last) {
        return Steps.then(counters.raiseAbove(last), _ -> counters.reserveKnown());
    }

    /** Once more, but only if the meter's counter is where ours cannot follow: a wrong key does not become right. */
    private CompletableFuture<Outcome<ClientAssociation>> retry(Outcome<ClientAssociation> first, long counter) {
        return meterCounter().thenCompose(read -> switch (read) {
            case Outcome.Done<Long>(Long last) when last >= counter -> Steps.then(catchUp(last, counter),
                    this::associate);
            case Outcome.Refused<Long>(Refusal reason, String detail) when reason == Refusal.WRONG_METER ->
                Steps.ended(Outcome.refused(reason, detail));
            case Outcome.Done<Long> _,Outcome.Refused<Long> _,Outcome.Unknown<Long> _ -> Steps.ended(first);
        });
    }

    /** The public client proves nothing: whoever stands in between must not be able to use our counters up. */
    private CompletableFuture<Outcome<Long>> catchUp(long last, long counter) {
        return last - counter <= AHEAD_MAX
                ? reserveAbove(last)
                : outOfReach("meter says its counter is " + last + ", ours is " + counter + ": more than " + AHEAD_MAX
                        + " apart");
    }

    private CompletableFuture<Outcome<Long>> outOfReach(String detail) {
        suspect(SecurityEvent.Kind.COUNTER_OUT_OF_REACH, detail);
        return Steps.ended(Outcome.refused(Refusal.INVOCATION_COUNTER, detail));
    }

    private void suspect(SecurityEvent.Kind kind, String detail) {
        watch.happened(new SecurityEvent(meter.meterSerial(), kind, detail));
    }

    private boolean mayBeCounter(Outcome<ClientAssociation> outcome) {
        return switch (outcome) {
            case Outcome.Done<ClientAssociation> _ -> false;
            case Outcome.Refused<ClientAssociation>(Refusal reason, String _) ->
                reason == Refusal.NOT_AUTHENTICATED || reason == Refusal.INVOCATION_COUNTER;
            // Some meters hang up on a counter that they have seen, some drop it without a word.
            case Outcome.Unknown<ClientAssociation>(Cause cause, String _) ->
                cause == Cause.CONNECTION_LOST || (cause == Cause.TIMEOUT && !answered);
        };
    }

    /** Asks the meter, as its public client, who it is and which counter it took last. */
    private CompletableFuture<Outcome<Long>> meterCounter() {
        answered = false;
        return tries.run(one -> meterCounter(one.patience()));
    }

    private CompletableFuture<Outcome<Long>> meterCounter(Duration patience) {
        MeterModel model = address.model();
        List<CosemAttribute> wanted = List.of(model.serialAttribute(), model.counterAttribute());
        return Steps.then(associate(model.publicClient(), SecurityTerms.PLAIN, 0, patience), open -> Steps
                .then(open.takesLists() ? open.get(wanted) : open.getEach(wanted),
                        results -> Steps.ended(shown(results.getFirst(), results.getLast())))
                .whenComplete((_, _) -> open.release()));
    }

    /** Not every meter says who it is to its public client, which proves nothing in any case. */
    private Outcome<Long> shown(GetResult serial, GetResult counter) {
        return MeterReadout.sameMeter(serial, meter) instanceof Outcome.Refused<String>(Refusal reason, String detail)
                && !reason.isFinal() ? Outcome.refused(reason, detail) : MeterReadout.counter(counter);
    }

    private CompletableFuture<Outcome<ClientAssociation>> associate(int client, SecurityTerms terms,
            long counter, Duration patience) {
        return Steps.then(dialler.dial(address, client, loop), dialogue -> {
            AssociationPlan plan = new AssociationPlan(client, address.server(), settings.clientTitle(), terms,
                    keys, settings.frameBytesMax(), address.referencing(), address.conformance(),
                    address.protectedRelease());
            ClientCodec codec = codecs.open(plan);
            dialogue.answerWithin(patience);
            onDialogue.accept(dialogue, codec);
            if (terms.counts()) {
                codec.useCounters(counter, CounterReserve.RANGE);
            }
            Optional<String> title = terms.isProtected() || terms.mechanism().needsTitles()
                    ? address.title()
                    : Optional.empty();
            ClientAssociation association = new ClientAssociation(dialogue, codec, plan, title,
                    watching(meter.meterSerial(), watch));
            address.shortNames().ifPresent(association::byShortNames);
            return association.establish()
                    .whenComplete((outcome, _) -> {
                        answered |= association.answered();
                        if (!(outcome instanceof Outcome.Done<?>)) {
                            dialogue.end(Cause.CONNECTION_LOST, "association was not made");
                        }
                    });
        });
    }

    /** Of what it needs only: an association keeps it as long as it is open, and ten thousand may be. */
    private static Consumer<Outcome<?>> watching(String serial, SecurityWatch watch) {
        return outcome -> SecurityEvent.of(serial, outcome).ifPresent(watch::happened);
    }
}
