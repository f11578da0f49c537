package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodecs;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundAsking;
import io.wattle.protocols.dlms.inbound.InboundSession;
import io.wattle.protocols.dlms.inbound.PushedNames;
import io.wattle.protocols.dlms.push.PushPeers;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a meter, as its public client and so without any security, what it is called: logical device name and serial number;
 * and its system title, if nobody is called that. What it says is a claim and proves nothing. Safe for use by many threads.
 */
final class NameQuestion implements InboundAsking {
    private static final CosemAttribute DEVICE_NAME = new CosemAttribute(1, "0.0.42.0.0.255", 2);
    private static final CosemAttribute SERIAL_NUMBER = new CosemAttribute(1, "0.0.96.1.0.255", 2);
    private static final CosemAttribute SYSTEM_TITLE = new CosemAttribute(64, "0.0.43.0.0.255", 5);

    private static final int PUBLIC_CLIENT = 16; // of every meter (IEC 62056-5-3)

    private final DlmsSettings settings;
    private final ClientCodecs codecs;
    private final PushPeers known;

    NameQuestion(DlmsSettings settings, ClientCodecs codecs, PushPeers known) {
        this.settings = settings;
        this.codecs = codecs;
        this.known = known;
    }

    @Override
    public CompletableFuture<Set<String>> ask(InboundSession session, InboundAsk ask, InboundAsk.Way way) {
        Dialogue dialogue = new Dialogue(session.channel(), PUBLIC_CLIENT, way.server(), ask.answer());
        AssociationPlan plan = new AssociationPlan(PUBLIC_CLIENT, way.server(), settings.clientTitle(),
                SecurityTerms.PLAIN, KeyRing.empty(), settings.frameBytesMax());
        Set<String> names = new LinkedHashSet<>();
        return session.begin(dialogue, PUBLIC_CLIENT, way.hdlc())
                .thenCompose(refusal -> refusal.isPresent()
                        ? CompletableFuture.completedFuture(names)
                        : Steps.then(associate(dialogue, plan), open -> named(open, names)).thenApply(outcome -> {
                            takeLeave(dialogue, outcome);
                            return names;
                        }));
    }

    private CompletableFuture<Outcome<ClientAssociation>> associate(Dialogue dialogue, AssociationPlan plan) {
        return new ClientAssociation(dialogue, codecs.open(plan), plan, Optional.empty(), _ -> {
        }).establish();
    }

    private static void takeLeave(Dialogue dialogue, Outcome<ClientAssociation> outcome) {
        switch (outcome) {
            case Outcome.Done<ClientAssociation>(ClientAssociation association) -> association.release();
            case Outcome.Refused<ClientAssociation>(Outcome.Refusal _, String detail) ->
                dialogue.end(Cause.CONNECTION_LOST, detail);
            case Outcome.Unknown<ClientAssociation> _ -> {
                // The dialogue is over: that is what made it unknown.
            }
        }
    }

    private CompletableFuture<Outcome<ClientAssociation>> named(ClientAssociation association, Set<String> names) {
        return Steps.then(
                Steps.then(asked(association, DEVICE_NAME, names), open -> asked(open, SERIAL_NUMBER, names)),
                open -> known.find(names).isPresent()
                        ? Steps.ended(Outcome.done(open))
                        : asked(open, SYSTEM_TITLE, names));
    }

    /** One at a time, as every meter takes it; what one refuses to say leaves what the others said. */
    private static CompletableFuture<Outcome<ClientAssociation>> asked(ClientAssociation association,
            CosemAttribute attribute, Set<String> names) {
        return association.get(List.of(attribute)).thenApply(outcome -> switch (outcome) {
            case Outcome.Done<List<GetResult>>(List<GetResult> results) -> {
                results.forEach(result -> add(names, result));
                yield Outcome.done(association);
            }
            case Outcome.Refused<List<GetResult>> _ -> Outcome.done(association);
            case Outcome.Unknown<List<GetResult>>(Cause cause, String detail) -> Outcome.unknown(cause, detail);
        });
    }

    private static void add(Set<String> names, GetResult result) {
        if (result instanceof GetResult.Value(CosemValue value)) {
            names.addAll(PushedNames.of(value));
            MeterReadout.serial(value).ifPresent(names::add);
        }
    }
}
