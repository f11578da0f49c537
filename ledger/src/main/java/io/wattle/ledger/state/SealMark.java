package io.wattle.ledger.state;

import io.wattle.ledger.account.Sealed;
import java.nio.ByteBuffer;

/** The first 128 bits of the SHA-256 of sealed bytes: enough to see whether they are others. */
record SealMark(long first, long second) {

    static SealMark of(Sealed sealed) {
        ByteBuffer digest = ByteBuffer.wrap(sealed.digest());
        return new SealMark(digest.getLong(), digest.getLong());
    }
}
