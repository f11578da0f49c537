package io.wattle.headend.sts.memory;

import java.nio.ByteBuffer;

/** The first 128 bits of a message id's SHA-256: what the index is by. */
record IdHash(long high, long low) {
    static final int BYTES = 16;

    static IdHash of(String messageId) {
        ByteBuffer hash = ByteBuffer.wrap(RequestPrint.sha256(messageId));
        return new IdHash(hash.getLong(), hash.getLong());
    }
}
