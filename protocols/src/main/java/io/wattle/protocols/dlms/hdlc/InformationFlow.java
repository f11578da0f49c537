package io.wattle.protocols.dlms.hdlc;

import io.wattle.protocols.dlms.hdlc.HdlcControl.Information;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The numbered frames of one raised link, both ways (IEC 62056-46, 6.4.4.4.3.3): APDUs are cut into segments and numbered,
 * kept until they are acknowledged, and sent again from the first that is not. What comes is taken in order, and put
 * together. Both ends of a link use it. Not thread safe.
 */
final class InformationFlow {
    private static final int NUMBERS = 8;

    private final HdlcAddress own;
    private final HdlcAddress peer;
    private final HdlcLimits limits;
    private final int apduBytesMax;
    private final Deque<Segment> outgoing = new ArrayDeque<>();
    private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();
    private int firstOutgoing; // N(S) of the first of outgoing: all before it were acknowledged
    private int sentOnce; // how many of outgoing were sent at least once
    private int expected; // V(R), N(S) of the frame that comes next

    private record Segment(byte[] bytes, boolean more, Runnable acknowledged) {}

    /** What became of a frame that came. */
    enum Taken {
        /** It was the next, and more follow. */
        PART,
        /** It was the next, and the last of its APDU: see {@link #apdu}. */
        WHOLE,
        /** It was another: the sender will send again from the one that is expected. */
        OUT_OF_ORDER,
        /** It was longer than agreed, or made the APDU too long. */
        TOO_LONG
    }

    /**
     * @param limits as agreed, seen from this side
     * @param apduBytesMax longest APDU put together, LLC header included
     */
    InformationFlow(HdlcAddress own, HdlcAddress peer, HdlcLimits limits, int apduBytesMax) {
        this.own = own;
        this.peer = peer;
        this.limits = limits;
        this.apduBytesMax = apduBytesMax;
    }

    /** A new one between the same two, in what they agreed on. */
    InformationFlow within(HdlcLimits agreed) {
        return new InformationFlow(own, peer, agreed, apduBytesMax);
    }

    HdlcLimits limits() {
        return limits;
    }

    /** Cuts an APDU, LLC header included, into segments that wait for their turn. */
    void queue(byte[] apdu) {
        queue(apdu, () -> {
        });
    }

    /**
     * The same.
     *
     * @param acknowledged run once the other side has all of it; never, if the link ends before
     */
    void queue(byte[] apdu, Runnable acknowledged) {
        for (int from = 0; from < apdu.length; from += limits.transmitBytes()) {
            int to = Math.min(apdu.length, from + limits.transmitBytes());
            boolean more = to < apdu.length;
            outgoing.add(new Segment(Arrays.copyOfRange(apdu, from, to), more, more ? () -> {
            } : acknowledged));
        }
    }

    /** Whether something was not acknowledged yet. */
    boolean hasOutgoing() {
        return !outgoing.isEmpty();
    }

    /** What this side may send now: from the first that was not acknowledged, as many as agreed; the last ends the turn. */
    List<HdlcFrame> burst() {
        List<HdlcFrame> frames = new ArrayList<>();
        int count = Math.min(outgoing.size(), limits.transmitWindow());
        for (Segment segment : outgoing) {
            if (frames.size() == count) {
                break;
            }
            int number = (firstOutgoing + frames.size()) % NUMBERS;
            frames.add(new HdlcFrame(peer, own, segment.more(),
                    new Information(number, expected, frames.size() == count - 1), segment.bytes()));
        }
        sentOnce = Math.max(sentOnce, count);
        return frames;
    }

    /** Whether something waits of which nothing was sent yet. */
    boolean hasUnsent() {
        return hasOutgoing() && sentOnce == 0;
    }

    /** Takes the N(R) of a frame that came: how many frames it acknowledges, -1 if one that was never sent. */
    int acknowledge(int upTo) {
        int count = Math.floorMod(upTo - firstOutgoing, NUMBERS);
        if (count > sentOnce) {
            return -1;
        }
        sentOnce -= count;
        firstOutgoing = upTo;
        for (int i = 0; i < count; i++) {
            outgoing.removeFirst().acknowledged().run();
        }
        return count;
    }

    /** Takes a frame with information. */
    Taken take(Information control, boolean segmented, byte[] information) {
        if (control.sent() != expected) {
            return Taken.OUT_OF_ORDER;
        }
        if (information.length > limits.receiveBytes() || incoming.size() + information.length > apduBytesMax) {
            return Taken.TOO_LONG;
        }
        expected = (expected + 1) % NUMBERS;
        incoming.writeBytes(information);
        return segmented ? Taken.PART : Taken.WHOLE;
    }

    /** The APDU that came, without its LLC header; empty if it had not this one. Asked once, after {@link Taken#WHOLE}. */
    Optional<byte[]> apdu(byte[] llc) {
        byte[] whole = incoming.toByteArray();
        incoming.reset();
        return LogicalLink.headless(llc, whole);
    }

    HdlcFrame ready() {
        return HdlcFrame.bare(peer, own, new HdlcControl.Ready(expected, true));
    }

    /** The information field of FRMR: what was refused, our numbers, and why (ISO/IEC 13239, 5.5.3.4.2). */
    byte[] rejection(HdlcControl refused, boolean tooLong) {
        return new byte[] {(byte) refused.octet(), (byte) (expected << 5 | (firstOutgoing + sentOnce) % NUMBERS << 1),
                (byte) (tooLong ? 0x04 : 0x08)};
    }
}
