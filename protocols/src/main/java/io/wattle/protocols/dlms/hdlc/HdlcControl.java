package io.wattle.protocols.dlms.hdlc;

import java.util.Optional;

/**
 * The control field of a frame (IEC 62056-46, 6.4.3): what kind it is, and whose turn it makes. {@code poll} is the P bit
 * of a client's frame ("answer now") and the F bit of a meter's ("I have finished").
 */
sealed interface HdlcControl {
    int POLL = 0x10;

    boolean poll();

    /** The field as it is sent. */
    int octet();

    /**
     * A numbered piece of an APDU.
     *
     * @param sent N(S), number of this frame, 0..7
     * @param expected N(R), number of the next frame that its sender awaits, 0..7
     */
    record Information(int sent, int expected, boolean poll) implements HdlcControl {
        @Override
        public int octet() {
            return expected << 5 | (poll ? POLL : 0) | sent << 1;
        }
    }

    /** Ready to receive, having received all before {@code expected}. */
    record Ready(int expected, boolean poll) implements HdlcControl {
        @Override
        public int octet() {
            return expected << 5 | (poll ? POLL : 0) | 0x01;
        }
    }

    /** Not ready to receive now, having received all before {@code expected}. */
    record NotReady(int expected, boolean poll) implements HdlcControl {
        @Override
        public int octet() {
            return expected << 5 | (poll ? POLL : 0) | 0x05;
        }
    }

    /** A frame without a number. */
    record Unnumbered(Kind kind, boolean poll) implements HdlcControl {
        @Override
        public int octet() {
            return kind.bits | (poll ? POLL : 0);
        }
    }

    /** What an unnumbered frame says. */
    enum Kind {
        /** Set normal response mode: the client raises the link. */
        SNRM(0x83),
        /** Disconnect: the client ends it. */
        DISC(0x43),
        /** Unnumbered acknowledge: so be it. */
        UA(0x63),
        /** Disconnected mode: there is no link. */
        DM(0x0F),
        /** Frame reject: the other broke the rules, and the link must be raised anew. */
        FRMR(0x87),
        /** Unnumbered information: a push and nothing else, as an answer has a number, by which a lost one is missed. */
        UI(0x03);

        private final int bits;

        Kind(int bits) {
            this.bits = bits;
        }
    }

    /** What the octet says; empty for what DLMS does not use. */
    static Optional<HdlcControl> read(int octet) {
        boolean poll = (octet & POLL) != 0;
        int expected = octet >>> 5 & 0x07;
        if ((octet & 0x01) == 0) {
            return Optional.of(new Information(octet >>> 1 & 0x07, expected, poll));
        }
        if ((octet & 0x0F) == 0x01) {
            return Optional.of(new Ready(expected, poll));
        }
        if ((octet & 0x0F) == 0x05) {
            return Optional.of(new NotReady(expected, poll));
        }
        for (Kind kind : Kind.values()) {
            if (kind.bits == (octet & ~POLL & 0xFF)) {
                return Optional.of(new Unnumbered(kind, poll));
            }
        }
        return Optional.empty();
    }
}
