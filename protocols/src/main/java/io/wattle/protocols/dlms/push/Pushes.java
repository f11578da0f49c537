package io.wattle.protocols.dlms.push;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What becomes of pushes. */
public record Pushes(PushPeers peers, PushSink sink) {

    /** Nobody knows any meter: what comes is dropped. */
    public static final Pushes DROPPED = new Pushes(_ -> Optional.empty(),
            _ -> CompletableFuture.completedFuture(false));
}
