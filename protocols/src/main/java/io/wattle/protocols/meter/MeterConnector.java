package io.wattle.protocols.meter;

import java.util.concurrent.CompletionStage;

/** One protocol's way to a meter. Safe for use by many threads. */
public interface MeterConnector extends AutoCloseable {

    /** The URI scheme that this connector serves, such as {@code dlms}. */
    String scheme();

    /**
     * Opens a conversation. Answers within the connector's own deadline; never throws for what a network or a meter
     * does. The stage completes on a thread of the connector: do not block in it.
     */
    CompletionStage<Outcome<MeterLink>> open(MeterAddress address);

    /** Ends every conversation; open questions end as {@link Outcome.Cause#CONNECTION_LOST}. */
    @Override
    void close();
}
