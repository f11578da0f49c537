package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelHandlerContext;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Information;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Kind;
import io.wattle.protocols.dlms.hdlc.HdlcControl.NotReady;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Ready;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Unnumbered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One secondary station: one meter as one client sees it. Speaks only when polled. Owned by its line's event loop. */
final class ServerStation {
    private final HdlcAddress own;
    private final HdlcAddress client;
    private final int meter;
    private final HdlcSettings settings;
    private final int apduBytesMax;
    private final HdlcCounts counts;
    private @Nullable InformationFlow flow; // null while disconnected

    ServerStation(HdlcAddress own, HdlcAddress client, int meter, HdlcSettings settings, int apduBytesMax,
            HdlcCounts counts) {
        this.own = own;
        this.client = client;
        this.meter = meter;
        this.settings = settings;
        this.apduBytesMax = apduBytesMax + LogicalLink.BYTES;
        this.counts = counts;
    }

    boolean isUp() {
        return flow != null;
    }

    /** Keeps what the meter says until the client polls and has acknowledged it; false while disconnected. */
    boolean queue(byte[] apdu, Runnable acknowledged) {
        if (flow == null) {
            return false;
        }
        flow.queue(LogicalLink.headed(LogicalLink.response(), apdu), acknowledged);
        return true;
    }

    void accept(ChannelHandlerContext context, HdlcFrame frame) {
        InformationFlow open = flow;
        if (frame.control() instanceof Unnumbered(Kind kind, boolean poll)) {
            unnumbered(context, kind, poll, frame);
        } else if (open == null) {
            if (frame.control().poll()) {
                send(context, Kind.DM, new byte[0]);
            }
        } else {
            numbered(context, open, frame);
        }
    }

    private void unnumbered(ChannelHandlerContext context, Kind kind, boolean poll, HdlcFrame frame) {
        switch (kind) {
            case SNRM -> setMode(context, frame);
            case DISC -> {
                send(context, flow == null ? Kind.DM : Kind.UA, new byte[0]);
                end(context);
            }
            case UA, DM, FRMR, UI -> {
                counts.foreignFrame();
                if (poll && flow == null) {
                    send(context, Kind.DM, new byte[0]);
                }
            }
        }
    }

    private void setMode(ChannelHandlerContext context, HdlcFrame frame) {
        end(context);
        Optional<HdlcLimits> theirs = HdlcLimits.read(frame.information());
        if (theirs.isEmpty()) {
            send(context, Kind.DM, new byte[0]);
            return;
        }
        HdlcLimits agreed = settings.limits().with(theirs.get());
        flow = new InformationFlow(own, client, agreed, apduBytesMax);
        send(context, Kind.UA, agreed.write());
    }

    private void numbered(ChannelHandlerContext context, InformationFlow open, HdlcFrame frame) {
        boolean clientReady = true;
        switch (frame.control()) {
            case Information control -> {
                if (open.acknowledge(control.expected()) < 0) {
                    reject(context, open, control, false);
                    return;
                }
                if (!take(context, open, control, frame)) {
                    return;
                }
            }
            case Ready(int expected, boolean _) -> {
                if (open.acknowledge(expected) < 0) {
                    reject(context, open, frame.control(), false);
                    return;
                }
            }
            case NotReady(int expected, boolean _) -> {
                clientReady = false;
                if (open.acknowledge(expected) < 0) {
                    reject(context, open, frame.control(), false);
                    return;
                }
            }
            case Unnumbered _ -> throw new IllegalArgumentException("an unnumbered frame has no number");
        }
        if (frame.control().poll() && flow == open) {
            if (clientReady && open.hasOutgoing()) {
                for (HdlcFrame answer : open.burst()) {
                    var _ = context.write(answer);
                }
            } else {
                var _ = context.write(open.ready());
            }
        }
    }

    private boolean take(ChannelHandlerContext context, InformationFlow open, Information control, HdlcFrame frame) {
        return switch (open.take(control, frame.segmented(), frame.information())) {
            case PART -> true;
            case OUT_OF_ORDER -> {
                counts.foreignFrame();
                yield true;
            }
            case TOO_LONG -> {
                reject(context, open, control, true);
                yield false;
            }
            case WHOLE -> {
                Optional<byte[]> apdu = open.apdu(LogicalLink.command());
                if (apdu.isEmpty()) {
                    counts.foreignFrame();
                } else {
                    context.fireChannelRead(new AddressedApdu(client.upper(), meter, apdu.get()));
                }
                yield true;
            }
        };
    }

    /** The link must be raised anew. */
    private void reject(ChannelHandlerContext context, InformationFlow open, HdlcControl refused, boolean tooLong) {
        send(context, Kind.FRMR, open.rejection(refused, tooLong));
        end(context);
    }

    /** No link any more; who is above is told if there was one. */
    void end(ChannelHandlerContext context) {
        if (flow != null) {
            flow = null;
            context.fireUserEventTriggered(new LinkEnded(client.upper(), meter));
        }
    }

    private void send(ChannelHandlerContext context, Kind kind, byte[] information) {
        var _ = context.write(new HdlcFrame(client, own, false, new Unnumbered(kind, true), information));
    }
}
