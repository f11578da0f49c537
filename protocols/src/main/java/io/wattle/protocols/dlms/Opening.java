package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ClientCodecs;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The way to one open association: counters, connection, association; and once more if the meter's counter turns out to
 * be ahead of ours. Used once; runs on its event loop.
 */
final class Opening {
    private final DlmsAddress address;
    private final Optional<GlobalKeys> keys;
    private final DlmsSettings settings;
    private final Dialler dialler;
    private final ClientCodecs codecs;
    private final CounterReserve counters;
    private final EventLoop loop;
    private final Consumer<Dialogue> onDialogue;

    /** @param onDialogue told of every connection, so that the overall deadline can end it */
    Opening(DlmsAddress address, Optional<GlobalKeys> keys, DlmsSettings settings, Dialler dialler, ClientCodecs codecs,
            CounterReserve counters, EventLoop loop, Consumer<Dialogue> onDialogue) {
        this.address = address;
        this.keys = keys;
        this.settings = settings;
        this.dialler = dialler;
        this.codecs = codecs;
        this.counters = counters;
        this.loop = loop;
        this.onDialogue = onDialogue;
    }

    CompletableFuture<Outcome<ClientAssociation>> run() {
        if (keys.isEmpty()) {
            return associate(address.client(), keys, 0);
        }
        return Steps.then(firstCounter(), first -> associate(address.client(), keys, first)
                .thenCompose(outcome -> mayBeCounter(outcome) ? retry(outcome, first) : Steps.ended(outcome)));
    }

    private CompletableFuture<Outcome<Long>> firstCounter() {
        return Steps.then(counters.reserve(), known -> known.isPresent()
                ? Steps.ended(Outcome.done(known.getAsLong()))
                : Steps.then(meterCounter(), this::reserveAbove));
    }

    private CompletableFuture<Outcome<Long>> reserveAbove(long last) {
        return Steps.then(counters.raiseAbove(last), _ -> counters.reserveKnown());
    }

    /** Once more, but only if the meter's counter is where ours cannot follow: a wrong key does not become right. */
    private CompletableFuture<Outcome<ClientAssociation>> retry(Outcome<ClientAssociation> first, long counter) {
        return meterCounter().thenCompose(read -> read instanceof Outcome.Done<Long>(Long last) && last >= counter
                ? Steps.then(reserveAbove(last), next -> associate(address.client(), keys, next))
                : Steps.ended(first));
    }

    private static boolean mayBeCounter(Outcome<ClientAssociation> outcome) {
        return switch (outcome) {
            case Outcome.Done<ClientAssociation> _ -> false;
            case Outcome.Refused<ClientAssociation>(Refusal reason, String _) ->
                reason == Refusal.NOT_AUTHENTICATED || reason == Refusal.INVOCATION_COUNTER;
            // Some meters hang up on a counter that they have seen.
            case Outcome.Unknown<ClientAssociation>(Cause cause, String _) -> cause == Cause.CONNECTION_LOST;
        };
    }

    /** Asks the meter, as its public client, which counter it took last. */
    private CompletableFuture<Outcome<Long>> meterCounter() {
        MeterModel model = address.model();
        return Steps.then(associate(model.publicClient(), Optional.empty(), 0), open -> Steps
                .then(open.get(List.of(model.counterAttribute())),
                        results -> Steps.ended(MeterReadout.counter(results.getFirst())))
                .whenComplete((_, _) -> open.release()));
    }

    private CompletableFuture<Outcome<ClientAssociation>> associate(int client, Optional<GlobalKeys> with,
            long counter) {
        return Steps.then(dialler.dial(address, client, loop), dialogue -> {
            onDialogue.accept(dialogue);
            ClientCodec codec = codecs.open(new AssociationPlan(client, address.server(), settings.clientTitle(), with,
                    settings.frameBytesMax()));
            if (with.isPresent()) {
                codec.useCounters(counter, CounterReserve.RANGE);
            }
            Optional<String> title = with.isPresent() ? address.title() : Optional.empty();
            return new ClientAssociation(dialogue, codec, with.isPresent(), title).establish()
                    .whenComplete((outcome, _) -> {
                        if (!(outcome instanceof Outcome.Done<?>)) {
                            dialogue.end(Cause.CONNECTION_LOST, "association was not made");
                        }
                    });
        });
    }
}
