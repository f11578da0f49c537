package io.wattle.protocols.dlms.inbound;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.PushHearing;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One connection that a meter made. It first has to say who it is, then is parked, is taken for a conversation, and is
 * parked again once the conversation took leave and the meter agreed; a conversation that ended otherwise ends the
 * connection, so that no late reply is taken for another's. Modems' messages are answered at any time. Owned by its
 * channel's event loop; {@link #reserve}, {@link #giveBack} and the views may be used by any thread.
 */
public final class InboundSession extends ChannelDuplexHandler {
    private static final int NAMES_MAX = 8; // that one connection may claim
    private static final int PUSHES_MAX = 8; // taken and not answered yet

    private enum State {
        /** It has not said who it is. */
        UNKNOWN,
        /** It waits to be asked. */
        PARKED,
        /** It is somebody's, who has not begun. */
        RESERVED,
        /** A conversation is held on it. */
        TAKEN,
        /** We have taken leave, and the meter has yet to answer. */
        LEAVING,
        /** It is closed. */
        OVER
    }

    private final MeterClaims claims;
    private final InboundSettings settings;
    private final Duration answerTimeout;
    private final PushHearing pushes;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);
    private final Set<String> names = new LinkedHashSet<>();
    private volatile long lastHeard;
    private volatile boolean proven;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ChannelHandler conversation;
    private CompletableFuture<Boolean> parked = new CompletableFuture<>();
    private int pushesOpen;
    private boolean released; // the last that was sent takes leave

    InboundSession(MeterClaims claims, InboundSettings settings, Duration answerTimeout, PushHearing pushes) {
        this.claims = claims;
        this.settings = settings;
        this.answerTimeout = answerTimeout;
        this.pushes = pushes;
    }

    /** The loop that the conversation must be held on. */
    public EventLoop loop() {
        return context().channel().eventLoop();
    }

    long lastHeard() {
        return lastHeard;
    }

    boolean isProven() {
        return proven;
    }

    /** Makes it the caller's, if it is free. */
    boolean reserve() {
        return state.compareAndSet(State.PARKED, State.RESERVED);
    }

    /** The caller did not begin, or will not begin again. */
    public void giveBack() {
        onLoop(() -> {
            if (state.compareAndSet(State.RESERVED, State.PARKED)) {
                claims.freed(this, Set.copyOf(names));
            }
        });
    }

    /**
     * Puts a conversation on a reserved connection; on a connection that this caller's former conversation is leaving or
     * has left, as soon as it has left. Called on the loop, completes there; false if the connection is gone.
     */
    public CompletableFuture<Boolean> begin(ChannelHandler handler) {
        if (state.compareAndSet(State.RESERVED, State.TAKEN)) {
            released = false;
            conversation = handler;
            context().pipeline().addLast(handler);
            return CompletableFuture.completedFuture(true);
        }
        if (reserve()) {
            return begin(handler); // it has left already
        }
        if (state.get() != State.LEAVING) {
            return CompletableFuture.completedFuture(false);
        }
        return parked.thenCompose(free -> free && reserve()
                ? begin(handler)
                : CompletableFuture.completedFuture(false));
    }

    /** The meter on this connection proved itself: whoever else says it is that meter is old, or lies. */
    public void proved() {
        proven = true;
        claims.rivals(Set.copyOf(names), this).forEach(InboundSession::end);
    }

    /** The connection, for who holds a conversation on it. */
    public Channel channel() {
        return context().channel();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        restart(settings.identifyTimeout());
    }

    @Override
    public void channelRead(ChannelHandlerContext in, Object message) {
        if (!(message instanceof AddressedApdu apdu)) {
            in.fireChannelRead(message);
            return;
        }
        byte[] payload = apdu.payload();
        lastHeard = claims.nextHeard();
        Optional<ModemMessage> modem = ModemMessage.read(payload);
        if (modem.isPresent()) {
            int us = apdu.destination();
            int caller = apdu.source();
            var _ = in.writeAndFlush(new AddressedApdu(us, caller, modem.get().answer()));
            identified(Set.of(modem.get().meter()));
        } else if (Notification.isPush(payload[0] & 0xFF)) {
            pushed(in, apdu);
        } else if (state.get() == State.TAKEN) {
            in.fireChannelRead(apdu);
        } else if (state.get() == State.LEAVING && (payload[0] & 0xFF) == ApduTag.RELEASE_RESPONSE) {
            park();
        } else {
            pushed(in, apdu);
        }
        if (state.get() == State.PARKED) {
            restart(settings.silenceTimeout());
        }
    }

    /** The certificate has been checked: what it calls its owner is as good a name as any. */
    @Override
    public void userEventTriggered(ChannelHandlerContext in, Object event) throws SSLPeerUnverifiedException {
        if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
            SslHandler handler = in.pipeline().get(SslHandler.class);
            InboundTls.name(handler.engine().getSession().getPeerCertificates()[0])
                    .ifPresent(name -> identified(Set.of(name)));
        }
        in.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext in) {
        over();
        in.fireChannelInactive();
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
        if (released && state.compareAndSet(State.TAKEN, State.LEAVING)) {
            parked = new CompletableFuture<>();
            ChannelHandler held = conversation;
            if (held != null) {
                out.pipeline().remove(held);
            }
            restart(answerTimeout);
            promise.setSuccess();
        } else {
            over();
            var _ = out.close(promise);
        }
    }

    /** A push says who sends it, and may want to be told that it arrived; so many at a time, and what is more is lost. */
    private void pushed(ChannelHandlerContext in, AddressedApdu apdu) {
        identified(PushedNames.in(apdu.payload()));
        if (pushesOpen == PUSHES_MAX) {
            return;
        }
        pushesOpen++;
        int us = apdu.destination();
        int caller = apdu.source();
        var _ = pushes.heard(Set.copyOf(names), apdu.payload()).whenCompleteAsync((answer, failure) -> {
            pushesOpen--;
            if (failure == null && in.channel().isActive()) {
                // Under ciphering its counter is above those of a conversation: not while there is one.
                answer.filter(confirmation -> Notification.isConfirmation(confirmation)
                        || state.get() == State.UNKNOWN
                        || state.get() == State.PARKED).ifPresent(confirmation -> {
                            var _ = in.writeAndFlush(new AddressedApdu(us, caller, confirmation));
                        });
            }
        }, in.executor());
    }

    private void identified(Collection<String> claimed) {
        for (String name : claimed) {
            if (names.size() < NAMES_MAX && names.add(name)) {
                claims.claim(name, this).ifPresent(InboundSession::end);
            }
        }
        if (!names.isEmpty() && state.compareAndSet(State.UNKNOWN, State.PARKED)) {
            restart(settings.silenceTimeout());
            claims.freed(this, Set.copyOf(names));
        }
    }

    private void park() {
        if (state.compareAndSet(State.LEAVING, State.PARKED)) {
            restart(settings.silenceTimeout());
            parked.complete(true);
            claims.freed(this, Set.copyOf(names));
        }
    }

    /** Closes for good, from any thread. */
    void end() {
        onLoop(() -> {
            released = false;
            var _ = context().pipeline().close();
        });
    }

    private void over() {
        if (state.getAndSet(State.OVER) != State.OVER) {
            if (deadline != null) {
                deadline.cancel(false);
            }
            claims.forget(Set.copyOf(names), this);
            parked.complete(false);
        }
    }

    private void restart(Duration patience) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = loop().schedule(this::tooLate, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Conversations have deadlines of their own; what nobody talks to is closed. */
    private void tooLate() {
        if (state.get() != State.TAKEN && state.get() != State.RESERVED) {
            end();
        } else {
            restart(settings.silenceTimeout());
        }
    }

    private void onLoop(Runnable work) {
        try {
            loop().execute(work);
        } catch (RejectedExecutionException stopped) {
            over();
        }
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext known = context;
        if (known == null) {
            throw new IllegalStateException("the session is in no pipeline yet");
        }
        return known;
    }
}
