package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelPipeline;
import io.wattle.protocols.dlms.frame.DataLink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;

/**
 * The meters' end of one line. A meter with a lower address answers under it, from {@link HdlcAddress#LOWER_MIN} on, as
 * logical device 1: its number upwards is {@code lower - 15}. A meter without one answers under its upper address.
 */
public final class HdlcServerLink implements DataLink {
    private final HdlcFramer framer;
    private final ServerLine line;

    /**
     * @param apduBytesMax longest APDU that is accepted, 1..65535 bytes
     * @param known the meters that are on this line, by number; others stay silent
     * @param lineEnd when the line is closed
     */
    public HdlcServerLink(HdlcSettings settings, int apduBytesMax, IntPredicate known, LineEnd lineEnd,
            HdlcCounts counts) {
        this.framer = new HdlcFramer(HdlcFrame.LENGTH_MAX, settings.octetTimeout(), counts);
        this.line = new ServerLine(settings, apduBytesMax, known, lineEnd, counts);
    }

    @Override
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(framer, new HdlcFrameEncoder(), line);
    }

    /** Meters wait to be asked. */
    @Override
    public CompletableFuture<Optional<String>> raise() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** The number of the meter under an address; -1 if no meter can have it. */
    static int number(HdlcAddress address) {
        if (address.bytes() == 1) {
            return address.upper();
        }
        return address.upper() == 1 && address.lower() >= HdlcAddress.LOWER_MIN
                ? address.lower() - HdlcAddress.LOWER_MIN + 1
                : -1;
    }

    /** The address under which the meter with a number, from 1, answers on a shared line. */
    public static HdlcAddress address(int number) {
        return HdlcAddress.of(1, number + HdlcAddress.LOWER_MIN - 1);
    }
}
