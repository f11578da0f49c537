package io.wattle.headend.rekey;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.InvocationCounters;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.optical.dlms.DlmsWays;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to one meter by a connector of its own, under a system title of its own. Used by one thread. */
public final class ConnectorDoor implements MeterDoor, AutoCloseable {
    private final MeterAddress meter;
    private final DlmsConnector connector;
    private final byte[] clientTitle;
    private volatile @Nullable DlmsKeys keys; // of the conversation that is being opened

    /** @param settings with the system title that belongs to the counters */
    public ConnectorDoor(MeterAddress meter, DlmsSettings settings, InvocationCounters counters, InstantSource clock) {
        this.meter = meter;
        this.clientTitle = settings.clientTitle();
        this.connector = new DlmsConnector(settings, _ -> Optional.ofNullable(keys).map(DlmsKeys::copy), counters,
                clock);
    }

    @Override
    public Outcome<CosemLink> open(DlmsKeys wanted) {
        try (wanted) {
            keys = wanted;
            return DlmsWays.open(connector, meter).toCompletableFuture().join();
        } finally {
            keys = null;
        }
    }

    /** The system title that its conversations are opened with. */
    public byte[] clientTitle() {
        return clientTitle.clone();
    }

    /** The TCP port on which the meter is waited for, if it dials in. */
    public Optional<Integer> inboundPort() {
        return connector.inboundPort();
    }

    @Override
    public void close() {
        connector.close();
    }
}
