package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wattle.protocols.dlms.association.ClientCodecs;
import io.wattle.protocols.dlms.direct.DirectClientCodecs;
import io.wattle.protocols.dlms.hdlc.HdlcCounts;
import io.wattle.protocols.dlms.inbound.InboundPort;
import io.wattle.protocols.dlms.inbound.InboundSession;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.NonceDomain;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Dials DLMS/COSEM meters over the TCP wrapper, HDLC on TCP, or HDLC on serial lines; addresses as {@link DlmsAddress}
 * says. Every conversation runs on one of
 * the connector's event loops, and none of those threads ever waits; an open serial line has a thread of its own. Safe for use by many threads. Whoever makes it closes
 * it.
 */
public final class DlmsConnector implements MeterConnector {
    private static final long STOP_TIMEOUT_SECONDS = 5;

    private final DlmsSettings settings;
    private final KeySource keys;
    private final InvocationCounters counters;
    private final InstantSource clock;
    private final SecurityWatch watch;
    private final PushDesk pushes;
    private final ClientCodecs codecs = new DirectClientCodecs();
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Set<Awakening> awakenings = ConcurrentHashMap.newKeySet();
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final AtomicInteger slotsTaken = new AtomicInteger();
    private final HdlcCounts hdlcCounts = new HdlcCounts();
    private final ProfileLayouts layouts = new ProfileLayouts();
    private final Dialler dialler;
    private final Optional<InboundPort> inbound;
    private volatile boolean closed;

    /**
     * @param keys of meters whose address says more than {@code auth=none}
     * @param counters ours, one for each meter and client: the holder is {@code meterSerial/client}
     * @param clock stamps readings
     * @throws IllegalStateException if the port on which meters are to dial in cannot be bound
     */
    public DlmsConnector(DlmsSettings settings, KeySource keys, InvocationCounters counters, InstantSource clock) {
        this(settings, keys, counters, clock, SecurityWatch.NOBODY);
    }

    /**
     * The same with somebody who is told of security events.
     *
     * @param watch told of what an honest meter does not do
     */
    public DlmsConnector(DlmsSettings settings, KeySource keys, InvocationCounters counters, InstantSource clock,
            SecurityWatch watch) {
        this(settings, keys, counters, clock, watch, Pushes.DROPPED);
    }

    /**
     * The same with somebody who takes what meters push.
     *
     * @param pushes which meter is called what, and who takes it
     */
    public DlmsConnector(DlmsSettings settings, KeySource keys, InvocationCounters counters, InstantSource clock,
            SecurityWatch watch, Pushes pushes) {
        this.watch = watch;
        this.pushes = new PushDesk(pushes, keys, counters, watch, settings.clientTitle(), clock);
        this.settings = settings;
        this.keys = keys;
        this.counters = counters;
        this.clock = clock;
        this.loops = new MultiThreadIoEventLoopGroup(settings.ioThreads(),
                new DefaultThreadFactory("dlms-client", true), NioIoHandler.newFactory());
        this.dialler = new Dialler(settings, connections, hdlcCounts);
        try {
            this.inbound = settings.inbound()
                    .map(port -> InboundPort.open(port, loops, connections, settings.frameBytesMax(), hdlcCounts,
                            settings.answerTimeout(), this.pushes,
                            new NameQuestion(settings, codecs, pushes.peers()), clock));
        } catch (IllegalStateException | IllegalArgumentException cannot) {
            var _ = loops.shutdownGracefully(0, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            throw cannot;
        }
    }

    /** The first of its {@link #schemes}. */
    @Override
    public String scheme() {
        return DlmsRoutes.WRAPPER;
    }

    /** Every URI scheme that it serves. */
    public static Set<String> schemes() {
        return Set.of(DlmsRoutes.WRAPPER, DlmsRoutes.DATAGRAMS, DlmsRoutes.HDLC, DlmsRoutes.SERIAL, DlmsRoutes.INBOUND);
    }

    /** The TCP port on which meters dial in, if there is one. */
    public Optional<Integer> inboundPort() {
        return inbound.map(InboundPort::port);
    }

    /** Connections that meters made, and that stand now. */
    public int inboundConnections() {
        return inbound.map(InboundPort::connections).orElse(0);
    }

    /** What was lost and mended on HDLC lines, since the connector was made. */
    public HdlcCounts hdlcCounts() {
        return hdlcCounts;
    }

    @Override
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        return settings.wakeUp()
                .flatMap(plan -> numberIn(address).map(number -> new Awakening(address.meterSerial(), number, plan,
                        loops.next(), () -> open(address, dialler::dial), awakenings, () -> closed).open()))
                .orElseGet(() -> open(address, dialler::dial));
    }

    private static Optional<String> numberIn(MeterAddress address) {
        try {
            return DlmsParameters.of(address.uri()).wake();
        } catch (IllegalArgumentException bad) {
            return Optional.empty(); // opening refuses it, and says what is wrong
        }
    }

    /** Opens a conversation in the words of COSEM: {@link #open}, and more questions. */
    public CompletionStage<Outcome<CosemLink>> openCosem(MeterAddress address) {
        return open(address).thenApply(outcome -> outcome.map(CosemLink.class::cast));
    }

    /**
     * Opens a conversation over lines that somebody else opens and has brought to where a meter speaks HDLC, as a mode E
     * sign-on does.
     *
     * @param address its URI of the scheme {@code dlms+serial}; its port names the line, on which one conversation is held
     *        at a time
     */
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address, LineOpener opener) {
        return open(address, dialler.overLine(opener));
    }

    private CompletionStage<Outcome<MeterLink>> open(MeterAddress address, Dialler.Dial dial) {
        DlmsAddress parsed;
        try {
            parsed = DlmsAddress.parse(address.uri());
        } catch (IllegalArgumentException bad) {
            return refused(Refusal.BAD_ADDRESS, String.valueOf(bad.getMessage()));
        }
        if (parsed.terms().equals(SecurityTerms.PLAIN)) {
            return open(address, dial, parsed, Optional.of(KeyRing.empty()));
        }
        return open(address, dial, parsed, keys.keysOf(address.meterSerial()).map(DlmsConnector::taken))
                .thenCompose(outcome -> mayHaveNextKeys(outcome)
                        ? keys.nextKeysOf(address.meterSerial())
                                .map(next -> open(address, dial, parsed, Optional.of(taken(next))))
                                .orElseGet(() -> CompletableFuture.completedFuture(outcome))
                        : CompletableFuture.completedFuture(outcome));
    }

    /** A meter that was given other keys turns us down, says what we cannot read, or hangs up, as each maker likes. */
    private static boolean mayHaveNextKeys(Outcome<MeterLink> outcome) {
        return switch (outcome) {
            case Outcome.Done<MeterLink> _ -> false;
            case Outcome.Refused<MeterLink>(Refusal reason, String _) ->
                reason == Refusal.NOT_AUTHENTICATED || reason == Refusal.INVOCATION_COUNTER || reason == Refusal.NO_KEY;
            case Outcome.Unknown<MeterLink> _ -> true;
        };
    }

    private CompletionStage<Outcome<MeterLink>> open(MeterAddress address, Dialler.Dial dial, DlmsAddress parsed,
            Optional<KeyRing> known) {
        if (known.isEmpty()) {
            return refused(Refusal.NO_KEY, "no keys are known for meter " + address.meterSerial());
        }
        KeyRing found = known.get();
        Optional<String> missing = new PeerCertificates(settings.trustAnchors(), parsed, clock.instant()).open(found)
                .or(() -> found.missing(parsed.terms()));
        if (missing.isPresent()) {
            found.wipe();
            return refused(Refusal.NO_KEY, "keys of meter " + address.meterSerial() + ": " + missing.get());
        }
        if (closed) {
            found.wipe();
            return refused(Refusal.UNREACHABLE, "connector is closed");
        }
        if (slotsTaken.incrementAndGet() > settings.connectionsMax()) {
            slotsTaken.decrementAndGet();
            found.wipe();
            return refused(Refusal.BUSY, settings.connectionsMax() + " conversations are open already");
        }
        return parsed.route() instanceof DlmsRoute.Inbound(String name, var _)
                ? beginInbound(address, parsed, found, name)
                : begin(address, parsed, found, dial, loops.next(), () -> {
                }).opened();
    }

    private CompletionStage<Outcome<MeterLink>> beginInbound(MeterAddress meter, DlmsAddress address,
            KeyRing found, String name) {
        CompletableFuture<Optional<InboundSession>> taken = inbound
                .map(port -> port.take(name, address.title(), settings.connectTimeout(), loops.next()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
        return taken.thenCompose(session -> {
            if (session.isEmpty() || closed) {
                slotsTaken.decrementAndGet();
                found.wipe();
                session.ifPresent(InboundSession::giveBack);
                return refused(Refusal.UNREACHABLE, closed
                        ? "connector is closed"
                        : inbound.isEmpty()
                                ? "no port is open on which meters dial in"
                                : "meter " + name + " has not dialled in");
            }
            InboundSession ours = session.get();
            Conversation conversation = begin(meter, address, found, dialler.over(ours), ours.loop(),
                    () -> InboundPort.proved(ours, name, address.title()));
            var _ = conversation.over().whenComplete((_, _) -> ours.giveBack());
            return conversation.opened();
        });
    }

    @Override
    public void close() {
        closed = true;
        inbound.ifPresent(InboundPort::close);
        awakenings.forEach(Awakening::end);
        conversations.forEach(conversation -> conversation.end(Cause.CONNECTION_LOST, "connector is closed"));
        connections.close().awaitUninterruptibly(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** @param proved told once the association stands */
    private Conversation begin(MeterAddress meter, DlmsAddress address, KeyRing found,
            Dialler.Dial dial, EventLoop loop, Runnable proved) {
        CounterReserve reserve = new CounterReserve(counters, meter.meterSerial() + "/" + address.client(),
                nonces(found),
                loop);
        Conversation conversation = Conversation.on(loop, settings.conversationTimeout(), found);
        conversations.add(conversation);
        var _ = conversation.over().whenComplete((_, _) -> {
            conversations.remove(conversation);
            slotsTaken.decrementAndGet();
        });
        conversation.begin(
                new Opening(meter, address, found, settings, dial, codecs, reserve, watch, loop, clock,
                        (dialogue, codec) -> {
                            dialogue.onPush(apdu -> pushes.heard(meter, codec, apdu));
                            conversation.onDialogue(dialogue);
                        }),
                association -> {
                    proved.run();
                    return new DlmsLink(meter, address, association, reserve, loop, clock, settings.tokenTimeout(),
                            layouts);
                });
        // Closing ends those that it finds; this one may have come too late to be found.
        if (closed) {
            conversation.end(Cause.CONNECTION_LOST, "connector is closed");
        }
        return conversation;
    }

    /** Without a key nothing counts. */
    private String nonces(KeyRing found) {
        return found.find(KeyUse.ENCRYPTION)
                .map(key -> NonceDomain.of(key, settings.clientTitle()))
                .orElse("none");
    }

    private static KeyRing taken(DlmsKeys keys) {
        try (keys) {
            return keys.ring();
        }
    }

    private static CompletionStage<Outcome<MeterLink>> refused(Refusal reason, String detail) {
        return CompletableFuture.completedFuture(Outcome.refused(reason, detail));
    }
}
