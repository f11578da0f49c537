package io.wattle.ledger.journal;

import org.jspecify.annotations.Nullable;

/** The journal on the disk that can fail keeps the contract as long as the disk does not. */
class FaultyDiskTest extends JournalContract {
    private @Nullable FaultyDisk disk;

    @Override
    protected Journal open() {
        FaultyDisk held = disk == null ? new FaultyDisk(1) : disk;
        disk = held;
        return held.open();
    }
}
