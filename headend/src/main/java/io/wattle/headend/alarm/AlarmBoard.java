package io.wattle.headend.alarm;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.state.FindingStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that are open: one for each open finding, told in the log once, when the finding is new. Guarded by its own
 * lock; {@link #follow} is called on one thread.
 */
public final class AlarmBoard {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmBoard.class);

    private final InstantSource clock;
    private final List<Supplier<List<Alarm>>> sources = new CopyOnWriteArrayList<>();
    /** By finding, oldest first. */
    private final Map<String, Raised> open = new LinkedHashMap<>();
    /** The last entry that is on the board: one that is handed on again does not alarm again. */
    private long lastSequence;

    private record Raised(Fact.FindingRaised finding, Instant at) {}

    private record Known(long sequence, List<FindingStatus> findings) {}

    private AlarmBoard(InstantSource clock) {
        this.clock = clock;
    }

    /** A board with the alarms of the ledger's open findings; they were told when they were new. */
    public static AlarmBoard of(Ledger ledger, InstantSource clock) {
        AlarmBoard board = new AlarmBoard(clock);
        board.fill(ledger.ask(view -> new Known(view.lastSequence(), view.openFindings())).join());
        return board;
    }

    /** The last entry that the board shows; follow from there. */
    public synchronized long lastSequence() {
        return lastSequence;
    }

    /** Brings the board up to these entries. */
    public synchronized void follow(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            if (entry.sequence() > lastSequence) {
                entry.facts().forEach(fact -> follow(entry, fact));
                lastSequence = entry.sequence();
            }
        }
    }

    /** How many alarms are open. */
    public int count() {
        int others = others().size();
        synchronized (this) {
            return open.size() + others;
        }
    }

    /** Open alarms, oldest first. */
    public List<Alarm> oldest(int limit) {
        List<Alarm> others = others();
        Instant now = clock.instant();
        synchronized (this) {
            return Stream.concat(open.values().stream().map(raised -> alarm(raised, now)), others.stream())
                    .sorted(Comparator.comparing(Alarm::raisedAt))
                    .limit(limit)
                    .toList();
        }
    }

    /** Shows besides what a part of the head-end says of itself: asked whenever somebody looks. */
    public void show(Supplier<List<Alarm>> source) {
        sources.add(source);
    }

    private List<Alarm> others() {
        return sources.stream().flatMap(source -> source.get().stream()).toList();
    }

    private synchronized void fill(Known known) {
        lastSequence = known.sequence();
        for (FindingStatus finding : known.findings()) {
            open.put(finding.raised().findingId(), new Raised(finding.raised(), finding.openedAt()));
        }
        if (!open.isEmpty()) {
            LOG.info("{} alarms are still open", open.size());
        }
    }

    private void follow(LedgerEntry entry, Fact fact) {
        if (fact instanceof Fact.FindingRaised finding) {
            open.put(finding.findingId(), new Raised(finding, entry.time()));
            LOG.warn("ALARM {} finding {} at meter {}: {}, {}", Severity.of(finding.kind()), finding.findingId(),
                    finding.meter(), finding.kind(), finding.words());
        } else if (fact instanceof Fact.FindingClosed closed && open.remove(closed.findingId()) != null) {
            LOG.info("the alarm of finding {} at meter {} is over: {}", closed.findingId(), closed.meter(),
                    closed.closing());
        }
    }

    private static Alarm alarm(Raised raised, Instant now) {
        Fact.FindingRaised finding = raised.finding();
        return new Alarm(finding.findingId(), finding.meter(), finding.kind().name(), Severity.of(finding.kind()),
                finding.words(), raised.at(), Math.max(0, Duration.between(raised.at(), now).toSeconds()));
    }
}
