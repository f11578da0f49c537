package io.wattle.protocols.dlms.inbound;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Who asks a meter what it is called. */
@FunctionalInterface
public interface InboundAsking {

    /**
     * Holds one conversation on the session, which is its caller's: begins it, asks, and takes leave. Called on the session's
     * loop, completes there and in any case, with each wait no longer than {@code ask} says.
     *
     * @return what the meter is called; nothing if it did not say
     */
    CompletableFuture<Set<String>> ask(InboundSession session, InboundAsk ask, InboundAsk.Way way);
}
