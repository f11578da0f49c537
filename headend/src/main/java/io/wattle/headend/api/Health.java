package io.wattle.headend.api;

import io.wattle.headend.alarm.AlarmBoard;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.polling.Poller;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.state.LedgerView;
import io.wattle.protocols.mqtt.talk.BrokerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Whether the head-end does its work. Safe for use by many threads. */
public final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Ledger ledger;
    private final ReadStore store;
    private final Poller poller;
    private final AlarmBoard alarms;
    private final List<EntryFollower> followers;
    private final Optional<SecurityModule> module;
    private final Supplier<SortedMap<String, Long>> messages;
    private final Supplier<List<BrokerState>> brokers;

    /**
     * What is well and what is not.
     *
     * @param ledgerSequence last entry on disk; -1 when the ledger does not answer
     * @param storeSequence last entry in the read store
     * @param readingsDone polls that ended with a reading, since start
     * @param tokenTrouble why no token can be made until somebody mends it; empty if one can, or none is wanted
     * @param messages pushed by meters and taken, or not, by reason; empty without a broker
     * @param brokers how the connections to brokers stand; one that is lost is an alarm, and does not make us unhealthy:
     *        to start us again would not bring it back
     * @param openAlarms how many findings wait for somebody to look at them
     */
    public record Report(boolean healthy, boolean ledgerRunning, boolean followersRunning, long ledgerSequence,
            long storeSequence, long readingsDone, SortedMap<String, Long> messages, List<BrokerState> brokers,
            int openAlarms, String tokenTrouble) {}

    public Health(Ledger ledger, ReadStore store, Poller poller, AlarmBoard alarms,
            List<EntryFollower> followers, Optional<SecurityModule> module,
            Supplier<SortedMap<String, Long>> messages, Supplier<List<BrokerState>> brokers) {
        this.ledger = ledger;
        this.store = store;
        this.poller = poller;
        this.alarms = alarms;
        this.followers = List.copyOf(followers);
        this.module = module;
        this.messages = messages;
        this.brokers = brokers;
    }

    /** Looks now; takes at most a few seconds. */
    public Report report() {
        long ledgerSequence = ledgerSequence();
        boolean running = ledger.isRunning() && ledgerSequence >= 0;
        boolean following = followers.stream().allMatch(follower -> follower.failure().isEmpty());
        String trouble = module.flatMap(SecurityModule::trouble).orElse("");
        return new Report(running && following && trouble.isEmpty(), running, following, ledgerSequence,
                store.lastSequence(), poller.readingsDone(), messages.get(), brokers.get(), alarms.count(), trouble);
    }

    private long ledgerSequence() {
        try {
            return ledger.ask(LedgerView::lastSequence).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } catch (ExecutionException | TimeoutException e) {
            return -1;
        }
    }
}
