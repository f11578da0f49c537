package io.wattle.protocols.dlms.hdlc;

import java.util.concurrent.atomic.LongAdder;

/** What went wrong on HDLC lines and was mended or dropped. Only grows. Safe for use by many threads. */
public final class HdlcCounts {
    private final LongAdder badFrames = new LongAdder();
    private final LongAdder skippedBytes = new LongAdder();
    private final LongAdder foreignFrames = new LongAdder();
    private final LongAdder repeats = new LongAdder();

    /** Frames whose check sequence was wrong: dropped. */
    public long badFrames() {
        return badFrames.sum();
    }

    /** Bytes that belonged to no frame, and those of frames that were never finished: dropped. */
    public long skippedBytes() {
        return skippedBytes.sum();
    }

    /** Good frames that were for somebody else, or out of order: dropped. */
    public long foreignFrames() {
        return foreignFrames.sum();
    }

    /** How often a client asked again because no answer came. */
    public long repeats() {
        return repeats.sum();
    }

    void badFrame() {
        badFrames.increment();
    }

    void skipped(int bytes) {
        skippedBytes.add(bytes);
    }

    void foreignFrame() {
        foreignFrames.increment();
    }

    void repeat() {
        repeats.increment();
    }

    @Override
    public String toString() {
        return "HdlcCounts[badFrames=" + badFrames + ", skippedBytes=" + skippedBytes + ", foreignFrames="
                + foreignFrames + ", repeats=" + repeats + "]";
    }
}
