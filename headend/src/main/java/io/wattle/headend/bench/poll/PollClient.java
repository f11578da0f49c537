package io.wattle.headend.bench.poll;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** One way to hold sessions with meters. Safe for use by many threads. Every stage fails if anything was not as it should. */
interface PollClient extends AutoCloseable {

    /** A whole session: connects, associates, reads what {@link PollTerms#SESSION} says, takes leave. */
    CompletableFuture<?> session(int meter);

    /** An association that stays open until the client is closed. */
    CompletableFuture<? extends Open> open(int meter);

    @Override
    void close();

    /** An open association. One question at a time. */
    interface Open {
        /** Asks for the register, so many times, one after the other. */
        CompletableFuture<?> readRegister(int times);
    }

    /** Every way that is measured. */
    enum Kind {
        FLOOR, WATTLE, GURUX_PLATFORM, GURUX_VIRTUAL, GURUX_NET;

        PollClient make(InetSocketAddress meters) {
            return switch (this) {
                case WATTLE -> new WattleClient(meters);
                case FLOOR -> new FloorClient(meters);
                case GURUX_PLATFORM -> new GuruxClient(meters, Thread.ofPlatform().daemon().name("gurux-", 0), false);
                case GURUX_VIRTUAL -> new GuruxClient(meters, Thread.ofVirtual().name("gurux-", 0), false);
                case GURUX_NET -> new GuruxClient(meters, Thread.ofPlatform().daemon().name("gurux-net-", 0), true);
            };
        }

        /** As in a figure. */
        String label() {
            return switch (this) {
                case WATTLE -> "wattle";
                case FLOOR -> "floor";
                case GURUX_PLATFORM -> "gurux on platform threads";
                case GURUX_VIRTUAL -> "gurux on virtual threads";
                case GURUX_NET -> "gurux.net";
            };
        }
    }
}
