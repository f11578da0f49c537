package io.wattle.protocols.dlms.inbound;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.push.Notification;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection that a meter made. It first has to say who it is, of itself or asked, then is parked, is taken for a
 * conversation, and is parked again once the conversation took leave and the meter agreed; a conversation that ended
 * otherwise ends the connection, so that no late reply is taken for another's. Modems' messages are answered at any time.
 * Owned by its channel's event loop; {@link #reserve}, {@link #giveBack} and the views may be used by any thread.
 */
public final class InboundSession extends InboundConnection {
    private static final int NAMES_MAX = 8; // that one connection may claim
    private static final CompletableFuture<Optional<String>> GONE = CompletableFuture
            .completedFuture(Optional.of("meter's connection is gone"));

    private final InboundDesk desk;
    private final AtomicReference<InboundState> state = new AtomicReference<>(InboundState.UNKNOWN);
    private final Set<String> names = new LinkedHashSet<>();
    private volatile long lastHeard;
    private volatile Set<String> proven = Set.of();
    private @Nullable ChannelHandler conversation;
    private CompletableFuture<Boolean> parked = new CompletableFuture<>();
    private @Nullable InboundPushes pushes;
    private @Nullable SilentMeter question; // from when it was silent for too long until it is parked
    private boolean answered; // the conversation had an answer
    private boolean released; // the last that was sent takes leave

    InboundSession(InboundDesk desk) {
        this.desk = desk;
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Whether it proved to be the meter of that name. */
    boolean isProven(String name) {
        return proven.contains(name);
    }

    /** Makes it the caller's, if it is free. */
    boolean reserve() {
        return state.compareAndSet(InboundState.PARKED, InboundState.RESERVED);
    }

    /** The caller did not begin, or will not begin again. */
    public void giveBack() {
        onLoop(() -> {
            if (state.compareAndSet(InboundState.RESERVED, InboundState.PARKED)) {
                desk.claims().freed(this, Set.copyOf(names));
            }
        });
    }

    /**
     * Puts a conversation on a reserved connection, with its link up; on a connection that this caller's former conversation
     * is leaving or has left, as soon as it has left. Called on the loop, completes there.
     *
     * @param client wrapper port or HDLC address of the client
     * @param hdlc over HDLC to this meter; over the wrapper if not given
     * @return empty if it is there; else why not
     */
    public CompletableFuture<Optional<String>> begin(ChannelHandler handler, int client, Optional<HdlcPeer> hdlc) {
        if (state.compareAndSet(InboundState.RESERVED, InboundState.TAKEN)) {
            released = false;
            answered = false;
            return InboundLine.raise(channel().pipeline(), client, hdlc)
                    .thenApply(refusal -> begun(handler, refusal, hdlc.isPresent()));
        }
        if (reserve()) {
            return begin(handler, client, hdlc); // it has left already
        }
        return state.get() == InboundState.LEAVING
                ? parked.thenCompose(free -> free && reserve() ? begin(handler, client, hdlc) : GONE)
                : GONE;
    }

    private Optional<String> begun(ChannelHandler handler, Optional<String> refusal, boolean onHdlc) {
        if (refusal.isEmpty()) {
            answered = onHdlc; // its UA
            conversation = handler;
            channel().pipeline().addLast(handler);
        } else if (question != null) {
            unanswered();
        } else if (onHdlc) {
            end();
        } else {
            state.compareAndSet(InboundState.TAKEN, InboundState.RESERVED);
        }
        return refusal;
    }

    /** The meter on this connection proved to be the one of these names: whoever else says it is that is old, or lies. */
    void proved(Set<String> as) {
        Set<String> all = new LinkedHashSet<>(proven);
        all.addAll(as); // not what else it says that it is called
        all.retainAll(names);
        proven = Set.copyOf(all);
        desk.claims().rivals(as, this).forEach(InboundSession::end);
    }

    /** It is asked from now on, if it still has not said who it is; for no longer than it had to say so. */
    void asking() {
        if (state.get() == InboundState.UNKNOWN) {
            restart(desk.settings().identifyTimeout());
        }
    }

    /** Makes it the caller's, who asks who it is, if it still has not said so. */
    boolean reserveSilent() {
        return state.compareAndSet(InboundState.UNKNOWN, InboundState.RESERVED);
    }

    /** It will not be asked again. */
    void asked() {
        if (state.get() == InboundState.UNKNOWN) {
            end();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        super.handlerAdded(added);
        restartUnasked();
    }

    private void restartUnasked() {
        restart(desk.settings().askBeforeTheEnd().map(InboundAsk::after).orElse(desk.settings().identifyTimeout()));
    }

    @Override
    public void channelRead(ChannelHandlerContext in, Object message) {
        if (message instanceof ModemMessage modem) {
            identified(Set.of(modem.meter()));
        } else if (message instanceof AddressedApdu apdu) {
            lastHeard = desk.claims().nextHeard();
            heard(in, apdu);
        } else {
            in.fireChannelRead(message);
            return;
        }
        if (state.get() == InboundState.PARKED) {
            restart(desk.settings().silenceTimeout());
        }
    }

    private void heard(ChannelHandlerContext in, AddressedApdu apdu) {
        byte[] payload = apdu.payload();
        if (Notification.isPush(payload[0] & 0xFF)) {
            pushed(in, apdu);
        } else if (state.get() == InboundState.TAKEN && question != null && !question.takes(payload.length)) {
            end();
        } else if (state.get() == InboundState.TAKEN) {
            answered = true;
            in.fireChannelRead(apdu);
        } else if (state.get() != InboundState.LEAVING || (payload[0] & 0xFF) != ApduTag.RELEASE_RESPONSE) {
            pushed(in, apdu);
        } else if (!InboundLine.isHdlc(in.pipeline())) {
            park();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext in, Throwable cause) {
        end();
    }

    @Override
    public void write(ChannelHandlerContext out, Object message, ChannelPromise promise) {
        released = message instanceof AddressedApdu apdu && (apdu.payload()[0] & 0xFF) == ApduTag.RELEASE_REQUEST;
        var _ = out.write(message, promise);
    }

    /** A conversation that has taken leave hands the connection back; any other end of it is the connection's end. */
    @Override
    public void close(ChannelHandlerContext out, ChannelPromise promise) {
        if (released && state.compareAndSet(InboundState.TAKEN, InboundState.LEAVING)) {
            parked = new CompletableFuture<>();
            remove(out);
            restart(desk.answerTimeout());
            promise.setSuccess();
            if (InboundLine.isHdlc(out.pipeline())) {
                var _ = InboundLine.leave(out.pipeline()).thenAccept(this::left);
            }
        } else if (question != null && !answered && state.get() == InboundState.TAKEN) {
            remove(out);
            unanswered();
            promise.setSuccess();
        } else {
            over();
            var _ = out.close(promise);
        }
    }

    private void remove(ChannelHandlerContext out) {
        ChannelHandler held = conversation;
        if (held != null) {
            conversation = null;
            out.pipeline().remove(held);
        }
    }

    /** Nobody answered the question who it is: it may be asked in another way, unless it has said it meanwhile. */
    private void unanswered() {
        state.compareAndSet(InboundState.TAKEN, InboundState.UNKNOWN);
    }

    /** A push says who sends it, and may want to be told that it arrived. */
    private void pushed(ChannelHandlerContext in, AddressedApdu apdu) {
        InboundPushes known = pushes == null ? desk.pushesOn(in.channel()) : pushes;
        pushes = known;
        known.whole(apdu).ifPresent(push -> {
            identified(PushedNames.in(push.payload()));
            known.heard(in, Set.copyOf(names), push, state::get);
        });
    }

    /** It said that it is called that. */
    void identified(Collection<String> claimed) {
        if (state.get() == InboundState.OVER) {
            return;
        }
        lastHeard = desk.claims().nextHeard(); // its certificate is heard, too
        for (String name : claimed) {
            if (names.size() < NAMES_MAX && names.add(name)) {
                desk.claims().claim(name, this).ifPresent(InboundSession::end);
            }
        }
        if (!names.isEmpty() && state.compareAndSet(InboundState.UNKNOWN, InboundState.PARKED)) {
            stopAsking();
            restart(desk.settings().silenceTimeout());
            desk.claims().freed(this, Set.copyOf(names));
        }
    }

    private void stopAsking() {
        if (question != null) {
            question.cancel();
            question = null;
        }
    }

    private void left(boolean agreed) {
        if (agreed) {
            park();
        } else {
            end();
        }
    }

    private void park() {
        if (names.isEmpty()) {
            end(); // it was asked, and gave no name
        } else if (state.compareAndSet(InboundState.LEAVING, InboundState.PARKED)) {
            stopAsking();
            restart(desk.settings().silenceTimeout());
            parked.complete(true);
            desk.claims().freed(this, Set.copyOf(names));
        }
    }

    @Override
    void over() {
        if (state.getAndSet(InboundState.OVER) != InboundState.OVER) {
            stopTimer();
            stopAsking();
            desk.claims().forget(Set.copyOf(names), this);
            parked.complete(false);
        }
    }

    /** Conversations have deadlines of their own, but for the question who it is; what nobody talks to is asked or closed. */
    @Override
    void tooLate() {
        InboundState now = state.get();
        Optional<InboundAsk> ask = desk.settings().askBeforeTheEnd();
        if (isShakingHands()) {
            restartUnasked(); // nothing could be asked yet; who never gets in has a deadline of his own
        } else if (now == InboundState.UNKNOWN && question == null && ask.isPresent()) {
            question = new SilentMeter(this, ask.get(), desk.asking(), desk.turns());
            restart(desk.settings().silenceTimeout());
            question.begin();
        } else if (now == InboundState.LEAVING && question != null && !InboundLine.isHdlc(channel().pipeline())) {
            park(); // whom it was that spoke as another client, a late word of leave will not be taken for an answer
        } else if (question == null && (now == InboundState.TAKEN || now == InboundState.RESERVED)) {
            restart(desk.settings().silenceTimeout());
        } else {
            end();
        }
    }
}
