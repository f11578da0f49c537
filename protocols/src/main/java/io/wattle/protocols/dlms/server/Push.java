package io.wattle.protocols.dlms.server;

import java.util.function.Supplier;

/** What a meter was told to push, until it is confirmed. Owned by its connection's event loop. */
final class Push {
    private static final long ID_BITS = 0xFF_FFFF; // of long-invoke-id-and-priority

    private final long id;
    private final Supplier<byte[]> wire;
    private boolean confirmed;

    /** @param wire what goes on the wire, each time under a counter of its own */
    Push(long id, Supplier<byte[]> wire) {
        this.id = id;
        this.wire = wire;
    }

    byte[] write() {
        return wire.get();
    }

    /** Takes the confirmation of the push with that id. */
    void confirm(long other) {
        confirmed |= (other & ID_BITS) == (id & ID_BITS);
    }

    boolean isConfirmed() {
        return confirmed;
    }
}
