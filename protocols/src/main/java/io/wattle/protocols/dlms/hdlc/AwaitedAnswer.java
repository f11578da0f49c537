package io.wattle.protocols.dlms.hdlc;

import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.Notification;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The question that is open on a link, and what may be its answer, held until the meter gives the turn back. A push in the
 * form of the answer looks like it: which of several is the answer, those above can tell. Owned by its station.
 */
final class AwaitedAnswer {
    private static final int HELD_MAX = 16; // of one turn

    private final Deque<byte[]> held = new ArrayDeque<>();
    private int asked; // tag of the question
    private boolean open; // a question was asked, and no answer handed up

    void sent(AddressedApdu apdu) {
        open |= apdu.asks();
        asked = apdu.asks() ? apdu.payload()[0] & 0xFF : asked;
    }

    /** What was handed up was no answer. */
    void reopen() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    /** @param numbered whether it came in a numbered frame, as answers do */
    boolean isPush(byte[] apdu, boolean numbered) {
        return Notification.isPush(apdu[0] & 0xFF, numbered && open ? asked : 0);
    }

    /** False if none is awaited, or more came than ever should. */
    boolean hold(byte[] apdu) {
        return open && held.size() < HELD_MAX && held.add(apdu);
    }

    boolean isHeld() {
        return !held.isEmpty();
    }

    /** What was held first; nothing is awaited from now on, unless it turns out to be none. */
    byte[] take() {
        open = false;
        return held.removeFirst();
    }
}
