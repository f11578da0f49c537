package io.wattle.ledger.journal;

import java.io.IOException;

/** What stands where a segment belongs is damaged; other failures to read may go away by themselves, this one not. */
final class SegmentUnreadable extends IOException {

    SegmentUnreadable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
