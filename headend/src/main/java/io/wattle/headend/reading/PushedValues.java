package io.wattle.headend.reading;

import io.wattle.protocols.dlms.push.PushSink;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.meter.MeterInbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What DLMS meters push: readings go where polled ones go, the rest to whoever keeps events. A meter is told that its reading
 * arrived when it is on disk or will never count; until then it sends it again. Safe for use by many threads; does not
 * block.
 */
public final class PushedValues implements PushSink {
    private static final Logger LOG = LoggerFactory.getLogger(PushedValues.class);

    private final PushSink events;
    private volatile @Nullable MeterInbox inbox;

    public PushedValues(PushSink events) {
        this.events = events;
    }

    /** From here on the ledger knows the meters, and readings are taken. */
    public void begin(MeterInbox readings) {
        inbox = readings;
    }

    @Override
    public CompletionStage<Boolean> take(Pushed pushed) {
        MeterInbox readings = inbox;
        if (pushed.reading().isEmpty()) {
            return events.take(pushed);
        }
        return readings == null
                ? CompletableFuture.completedFuture(false)
                : readings.reading(pushed.reading().get()).thenApply(heard -> isOver(pushed.meterSerial(), heard));
    }

    private static boolean isOver(String meter, MeterInbox.Heard heard) {
        return switch (heard) {
            case MeterInbox.Heard.Kept() -> true;
            case MeterInbox.Heard.Refused(String reason, String detail) -> {
                LOG.info("reading that meter {} pushed does not count: {}, {}", meter, reason, detail);
                yield true;
            }
            case MeterInbox.Heard.Later(String detail) -> {
                LOG.info("reading that meter {} pushed is to come again: {}", meter, detail);
                yield false;
            }
        };
    }
}
