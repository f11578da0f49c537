package io.wattle.headend.bench.crash;

/** Whether the child should come to rest. Any thread. */
final class Rest {
    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }
}
