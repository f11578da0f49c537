package io.wattle.protocols.dlms.inbound;

import io.wattle.protocols.dlms.hdlc.HdlcAddress;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a connection that says nothing is asked who it is.
 *
 * @param after so long without a whole message, 10 ms..10 min; less than it has to say who it is
 * @param answer how long each answer may take, 10 ms..5 min; all of them together no longer than a connection has to say who it
 *        is
 * @param atOnce connections asked at the same time, 1..10000; others wait for their turn, one of each host and around again
 * @param ways tried in this order until something is answered, 1..4
 */
public record InboundAsk(Duration after, Duration answer, int atOnce, List<Way> ways) {
    /** Most ways that are tried. */
    public static final int WAYS_MAX = 4;

    private static final int AT_ONCE = 256;

    public InboundAsk {
        check("after in ms", after.toMillis(), 10, 600_000);
        check("answer in ms", answer.toMillis(), 10, 300_000);
        check("atOnce", atOnce, 1, 10_000);
        check("ways", ways.size(), 1, WAYS_MAX);
        ways = List.copyOf(ways);
    }

    /**
     * To whom, and over which data link.
     *
     * @param server wrapper port or upper HDLC address of the logical device, 1..65535, over HDLC 1..16383
     * @param hdlc over HDLC to this meter; over the wrapper if not given
     */
    public record Way(int server, Optional<HdlcPeer> hdlc) {
        /** The management logical device, which every meter has as number 1 (IEC 62056-5-3), over the wrapper. */
        public static final Way WRAPPER = new Way(1, Optional.empty());
        /** The same over HDLC, alone on its line. */
        public static final Way HDLC = new Way(1,
                Optional.of(new HdlcPeer(HdlcAddress.oneByte(1), HdlcSettings.defaults())));
    }

    /** After 5 s, over the wrapper and then over HDLC, 8 s for an answer, 256 at once. */
    public static InboundAsk usual() {
        return new InboundAsk(Duration.ofSeconds(5), Duration.ofSeconds(8), AT_ONCE, List.of(Way.WRAPPER, Way.HDLC));
    }

    /** The same at another time. */
    public InboundAsk withTimes(Duration otherAfter, Duration otherAnswer) {
        return new InboundAsk(otherAfter, otherAnswer, atOnce, ways);
    }

    /** The same in other ways. */
    public InboundAsk withWays(List<Way> others) {
        return new InboundAsk(after, answer, atOnce, others);
    }

    /** The same with another bound. */
    public InboundAsk withAtOnce(int other) {
        return new InboundAsk(after, answer, other, ways);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}
