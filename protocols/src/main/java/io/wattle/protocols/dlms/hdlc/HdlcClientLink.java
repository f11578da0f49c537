package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelPipeline;
import io.wattle.protocols.dlms.frame.DataLink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The client's end of one HDLC link to one meter. One instance a connection. */
public final class HdlcClientLink implements DataLink {
    private final HdlcFramer framer;
    private final ClientStation station;

    /**
     * @param client address of the client, 1..127
     * @param meter address of the meter
     * @param apduBytesMax longest APDU that is accepted, 1..65535 bytes
     */
    public HdlcClientLink(int client, HdlcAddress meter, HdlcSettings settings, int apduBytesMax, HdlcCounts counts) {
        this.framer = new HdlcFramer(HdlcFrame.LENGTH_MAX, settings.octetTimeout(), counts);
        this.station = new ClientStation(HdlcAddress.oneByte(client), meter, settings, apduBytesMax, counts);
    }

    @Override
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(framer, new HdlcFrameEncoder(), station);
    }

    @Override
    public CompletableFuture<Optional<String>> raise() {
        return station.raise();
    }
}
