package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.association.CountersUsedUpException;

/** The invocation counters that may be used now. Each is given once. */
final class CounterRange {
    private long next;
    private long limit;

    void use(long first, int count) {
        next = first;
        limit = first + count;
    }

    long left() {
        return limit - next;
    }

    /** @throws CountersUsedUpException if none is left */
    long take() {
        if (next >= limit) {
            throw new CountersUsedUpException();
        }
        return next++;
    }
}
