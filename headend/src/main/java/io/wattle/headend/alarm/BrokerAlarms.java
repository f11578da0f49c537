package io.wattle.headend.alarm;

import io.wattle.protocols.mqtt.talk.BrokerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brokers that cannot be reached: one alarm each, as long as that lasts, told in the log when it begins and when it is over.
 * The meters behind keep what they have to say, so nothing is lost; but nobody hears of it. Safe for use by many threads.
 */
public final class BrokerAlarms {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerAlarms.class);
    private final Supplier<List<BrokerState>> brokers;
    private final InstantSource clock;

    /** @param brokers how they stand now */
    public BrokerAlarms(Supplier<List<BrokerState>> brokers, InstantSource clock) {
        this.brokers = brokers;
        this.clock = clock;
    }

    /** Tells the log; does not block. */
    public void changed(BrokerState state) {
        if (state.up()) {
            LOG.info("the broker {} of {} meters is reached{}", state.broker(), state.scheme(),
                    state.reconnects() == 0 ? "" : " again: the alarm is over");
        } else {
            LOG.warn("ALARM {} {}", Severity.MAJOR, words(state));
        }
    }

    /** Open alarms; none for a broker that nobody has tried to reach yet. */
    public List<Alarm> open() {
        Instant now = clock.instant();
        return brokers.get()
                .stream()
                .filter(state -> !state.up() && !state.reason().isEmpty())
                .map(state -> new Alarm("B-" + state.scheme(), "", "BROKER_LOST", Severity.MAJOR, words(state),
                        state.since(), Math.max(0, Duration.between(state.since(), now).toSeconds())))
                .toList();
    }

    private static String words(BrokerState state) {
        return "the broker of " + state.scheme() + " meters cannot be reached: " + state.reason();
    }
}
