package io.wattle.protocols.dlms;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.frame.LinkDown;
import io.wattle.protocols.dlms.frame.MalformedFrame;
import io.wattle.protocols.dlms.frame.StillAwaited;
import io.wattle.protocols.dlms.frame.WrapperFramer;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.meter.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.PushBlocks;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection on which one APDU waits for one reply. Whatever goes wrong ends it for good, so that no late reply is
 * ever taken for another's. Owned by its channel's event loop: every method is called there, and every stage completes
 * there.
 */
final class Dialogue extends SimpleChannelInboundHandler<Object> {
    /** Heartbeats and pushes may come between; a peer that sends nothing else is no meter. */
    private static final int IGNORED_MAX = 16;
    /** Login and heartbeat of GPRS modems, and what meters send without being asked. */
    private static final Set<Integer> UNASKED_TAGS = Set.of(0x0A, 0x0C, ApduTag.DATA_NOTIFICATION,
            ApduTag.EVENT_NOTIFICATION, ApduTag.GLO_EVENT_NOTIFICATION, ApduTag.INFORMATION_REPORT,
            ApduTag.GLO_INFORMATION_REPORT);

    private static final int PUSH_BYTES_MAX = 16_384; // of one that comes in general blocks: each connection may hold one
    private static final AttributeKey<PushBlocks> PUSHED = AttributeKey.valueOf(Dialogue.class, "pushed");

    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    private final int client;
    private final int server;
    private Duration answerTimeout;
    private final Channel channel;
    private final CompletableFuture<Outcome.Unknown<byte[]>> ended = new CompletableFuture<>();
    private Function<byte[], CompletionStage<Supplier<Optional<byte[]>>>> onPush = _ -> CompletableFuture
            .completedFuture(Optional::empty);
    private @Nullable CompletableFuture<Outcome<byte[]>> waiting;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> question; // the deadline of the last question, whatever else was waited for since
    private int asked; // tag of the last question
    private boolean readsByShortNames; // in clear: their answers have the tag of a modem's heartbeat
    private int ignored; // frames since the last question that were no reply to it

    Dialogue(Channel channel, int client, int server, Duration answerTimeout) {
        super(Object.class);
        this.channel = channel;
        this.client = client;
        this.server = server;
        this.answerTimeout = answerTimeout;
    }

    /**
     * Who is told of what the meter sends unasked; nobody if nobody wants to be. Answers with what makes what is sent back,
     * which is asked on the loop at the moment of sending, so that its counter stands between those before and behind it.
     */
    void onPush(Function<byte[], CompletionStage<Supplier<Optional<byte[]>>>> hearing) {
        onPush = hearing;
    }

    /** Sends an APDU; the reply's APDU, or why there is none. Refused, with nothing sent, once the dialogue ended. */
    CompletableFuture<Outcome<byte[]>> ask(byte[] apdu) {
        if (ended.isDone()) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.UNREACHABLE, "connection is closed"));
        }
        if (waiting != null) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.BUSY, "a reply is still awaited"));
        }
        CompletableFuture<Outcome<byte[]>> reply = new CompletableFuture<>();
        waiting = reply;
        asked = apdu[0] & 0xFF;
        ignored = 0;
        deadline = channel.eventLoop()
                .schedule(
                        () -> end(Outcome.Cause.TIMEOUT, "no answer within " + answerTimeout.toMillis() + " ms"),
                        answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        question = deadline;
        var _ = channel.writeAndFlush(new AddressedApdu(client, server, apdu)).addListener(written -> {
            if (!written.isSuccess()) {
                end(Outcome.Cause.CONNECTION_LOST, "connection broke while sending");
            }
        });
        return reply;
    }

    /** What came was no reply but a push: it is heard, and the reply is awaited for as long as there was left. */
    CompletableFuture<Outcome<byte[]>> askedStill(byte[] push) {
        ScheduledFuture<?> open = question;
        if (ended.isDone() || waiting != null || open == null) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.UNREACHABLE, "connection is closed"));
        }
        CompletableFuture<Outcome<byte[]>> reply = new CompletableFuture<>();
        waiting = reply;
        deadline = channel.eventLoop()
                .schedule(() -> end(Outcome.Cause.TIMEOUT, "no answer but pushes"),
                        Math.max(0, open.getDelay(TimeUnit.MILLISECONDS)), TimeUnit.MILLISECONDS);
        if (++ignored > IGNORED_MAX) {
            end(Outcome.Cause.UNTRUSTED_REPLY, "no reply came in " + ignored + " frames");
        } else {
            heard(new AddressedApdu(server, client, push));
            channel.pipeline().fireUserEventTriggered(new StillAwaited());
        }
        return reply;
    }

    /** What the meter sends next of itself; empty if nothing comes in time, which ends nothing. */
    CompletableFuture<Outcome<Optional<byte[]>>> hear(Duration patience) {
        if (ended.isDone() || waiting != null) {
            return Steps.ended(Outcome.refused(Outcome.Refusal.UNREACHABLE, "connection is closed"));
        }
        CompletableFuture<Outcome<byte[]>> next = new CompletableFuture<>();
        CompletableFuture<Outcome<Optional<byte[]>>> heard = new CompletableFuture<>();
        var _ = next.thenAccept(outcome -> heard.complete(outcome.map(Optional::of)));
        waiting = next;
        deadline = channel.eventLoop().schedule(() -> {
            waiting = null;
            heard.complete(Outcome.done(Optional.empty()));
        }, patience.toMillis(), TimeUnit.MILLISECONDS);
        return heard;
    }

    /** Whether the meter may send several APDUs in a row, and so may we: not where it has to be polled. */
    boolean streams() {
        return isOfDatagrams() || channel.pipeline().get(WrapperFramer.class) != null;
    }

    /** Whether APDUs may get lost, come twice, or overtake each other. */
    boolean isOfDatagrams() {
        return channel instanceof DatagramChannel;
    }

    /** From the next question on, 1 ms or more. */
    void answerWithin(Duration timeout) {
        answerTimeout = timeout;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    /** The connection, for what is to be kept as long as it is there. */
    Channel channel() {
        return channel;
    }

    /** Sends an APDU that is answered, if at all, together with what is asked behind it. */
    void tell(byte[] apdu) {
        if (!ended.isDone()) {
            var _ = channel.writeAndFlush(new AddressedApdu(client, server, apdu));
        }
    }

    /** Sends an APDU; what came of it, or nothing if that took longer, which ends nothing. */
    CompletableFuture<Outcome<Optional<byte[]>>> ask(byte[] apdu, Duration patience) {
        asked = apdu[0] & 0xFF;
        ignored = 0;
        tell(apdu);
        return hear(patience);
    }

    /** From here on what else would be a modem's heartbeat is the answer to a Read by short names. */
    void expectReadResponses() {
        readsByShortNames = true;
    }

    /** Sends an APDU that nobody waits for, and closes. */
    void sendLast(byte[] apdu) {
        if (!ended.isDone()) {
            var _ = channel.writeAndFlush(new AddressedApdu(client, server, apdu));
        }
        end(Outcome.Cause.CONNECTION_LOST, "connection was closed by us");
    }

    /** Closes; who waits is told why. The first reason stays. */
    void end(Outcome.Cause cause, String detail) {
        Outcome.Unknown<byte[]> why = new Outcome.Unknown<>(cause, detail);
        CompletableFuture<Outcome<byte[]>> awaited = waiting;
        stopWaiting();
        if (!ended.isDone()) {
            var _ = channel.close();
        }
        if (awaited != null) {
            awaited.complete(why);
        }
        ended.complete(why);
    }

    /** Completes with the reason when the dialogue ends. */
    CompletableFuture<Outcome.Unknown<byte[]>> ended() {
        return ended;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (ended.isDone()) {
            LOG.debug("what came behind the end is not looked at");
        } else if (message instanceof AddressedApdu frame) {
            accept(frame);
        } else if (message instanceof MalformedFrame(int offset, String reason)) {
            end(Outcome.Cause.MALFORMED_REPLY, "no frame: " + reason + " at byte " + offset);
        } else if (message instanceof LinkDown(boolean silent, String reason)) {
            end(silent ? Outcome.Cause.TIMEOUT : Outcome.Cause.CONNECTION_LOST, reason);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(Outcome.Cause.CONNECTION_LOST, "connection was closed by the meter");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(Outcome.Cause.CONNECTION_LOST, "connection broke: " + cause.getClass().getSimpleName());
    }

    private void accept(AddressedApdu frame) {
        CompletableFuture<Outcome<byte[]>> awaited = waiting;
        if (isUnasked(frame) && ignored < IGNORED_MAX) {
            ignored++;
            if (isPush(frame)) {
                heard(frame);
            }
        } else if (frame.source() != server || frame.destination() != client) {
            end(Outcome.Cause.UNTRUSTED_REPLY, "reply came from " + frame.source() + " to "
                    + frame.destination() + ", asked was " + server + " by " + client + ", after " + ignored
                    + " frames that were no reply");
        } else if (awaited == null && GeneralBlocks.isBlock(frame.payload())) {
            acceptUnasked(frame.payload());
        } else if (awaited == null) {
            end(Outcome.Cause.UNTRUSTED_REPLY, "a reply came that nobody asked for");
        } else {
            stopWaiting();
            awaited.complete(Outcome.done(frame.payload()));
        }
    }

    /** A block that nobody asked for is one of a push, or came late. Kept with the connection: hardly any meter sends such. */
    private void acceptUnasked(byte[] block) {
        if (isOfDatagrams()) {
            LOG.debug("a block came late");
            return;
        }
        if (!channel.hasAttr(PUSHED)) {
            channel.attr(PUSHED).set(new PushBlocks(PUSH_BYTES_MAX));
        }
        PushBlocks blocks = channel.attr(PUSHED).get();
        blocks.take(block)
                .map(push -> new AddressedApdu(server, client, push))
                .filter(this::isPush)
                .ifPresent(this::heard);
        if (!blocks.isOpen() && ++ignored > IGNORED_MAX) {
            end(Outcome.Cause.UNTRUSTED_REPLY, "nothing was asked, and " + ignored + " times blocks came");
        }
    }

    /** What the meter sent of itself; if it wants to be told that it arrived, it is, and that has no answer. */
    private void heard(AddressedApdu frame) {
        int us = frame.destination();
        int meter = frame.source();
        var _ = onPush.apply(frame.payload()).whenCompleteAsync((answer, failure) -> {
            if (failure == null && !ended.isDone()) {
                answer.get().ifPresent(confirmation -> {
                    var _ = channel.writeAndFlush(new AddressedApdu(us, meter, confirmation).unanswered());
                });
            }
        }, channel.eventLoop());
    }

    private boolean isUnasked(AddressedApdu frame) {
        int tag = frame.payload()[0] & 0xFF;
        return frame.source() != server || frame.destination() != client
                || (UNASKED_TAGS.contains(tag) && !(readsByShortNames && tag == ApduTag.READ_RESPONSE))
                || isPush(frame);
    }

    private boolean isPush(AddressedApdu frame) {
        return frame.source() == server && Notification.isPush(frame.payload()[0] & 0xFF, waiting == null ? 0 : asked);
    }

    private void stopWaiting() {
        waiting = null;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
