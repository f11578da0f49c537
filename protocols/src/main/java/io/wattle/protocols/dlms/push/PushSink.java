package io.wattle.protocols.dlms.push;

import java.util.concurrent.CompletionStage;

/** Who takes what meters push. Called on event loops: does not block. */
public interface PushSink {

    /** Completes with true once it is taken, for good: then the meter is told so, if it wants to be. */
    CompletionStage<Boolean> take(Pushed pushed);
}
