package io.wattle.protocols.dlms.inbound;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Asks one silent connection who it is, one way after the other, when it is its turn. Owned by the session's loop. */
final class SilentMeter implements Runnable {
    /** Nobody knows whom it is that answers, and hundreds may at once: names are short, and so is an association. */
    private static final int ANSWERS_BYTES_MAX = 16_384;

    private final InboundSession session;
    private final InboundAsk ask;
    private final InboundAsking asking;
    private final AskTurns turns;
    private final String host;
    private final Iterator<InboundAsk.Way> ways;
    private int bytesLeft = ANSWERS_BYTES_MAX;

    SilentMeter(InboundSession session, InboundAsk ask, InboundAsking asking, AskTurns turns) {
        this.session = session;
        this.ask = ask;
        this.asking = asking;
        this.turns = turns;
        this.host = session.channel().remoteAddress() instanceof InetSocketAddress peer ? peer.getHostString() : "";
        this.ways = ask.ways().iterator();
    }

    /** Asks when it is its turn. */
    void begin() {
        turns.take(host, this);
    }

    /** Asks no more, if it was not its turn yet. */
    void cancel() {
        turns.forget(host, this);
    }

    /** It is its turn; on any thread. */
    @Override
    public void run() {
        session.onLoop(() -> {
            session.asking();
            next();
        });
    }

    /** Whether an answer of so many bytes is one that is still listened to. */
    boolean takes(int bytes) {
        bytesLeft -= bytes;
        return bytesLeft >= 0;
    }

    private void next() {
        if (!ways.hasNext() || !session.reserveSilent()) {
            turns.release();
            session.asked();
            return;
        }
        var _ = CompletableFuture.completedFuture(ways.next())
                .thenCompose(way -> asking.ask(session, ask, way)) // what it throws ends the turn, too
                .whenComplete((names, bug) -> {
                    session.identified(names == null || bug != null ? Set.of() : names);
                    next();
                });
    }
}
