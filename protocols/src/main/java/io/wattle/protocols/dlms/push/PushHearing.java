package io.wattle.protocols.dlms.push;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Who is told of pushes on connections that meters made. Does not block. */
public interface PushHearing {

    /**
     * A push came.
     *
     * @param names what the sender called itself, here or before
     * @return what is to be sent back, once it may be
     */
    CompletionStage<Optional<byte[]>> heard(Set<String> names, byte[] apdu);
}
