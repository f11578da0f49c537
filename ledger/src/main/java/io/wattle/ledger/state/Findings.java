package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Fact.FindingClosing;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.state.FindingStatus.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every finding that is not forgotten. For the ledger thread. */
public final class Findings {
    private final Map<String, FindingState> all = new LinkedHashMap<>();
    private final Map<String, FindingState> open = new LinkedHashMap<>();
    /** In the order of the last word on each. */
    private final Map<String, FindingState> ended = new LinkedHashMap<>();
    private final Map<String, List<FindingState>> byMeter = new HashMap<>();

    public Optional<FindingState> get(String findingId) {
        return Optional.ofNullable(all.get(findingId));
    }

    /** Oldest first. */
    public Collection<FindingState> all() {
        return all.values();
    }

    /** Oldest first. */
    public Collection<FindingState> open() {
        return open.values();
    }

    /** Identifiers of those that ended, in the order of the last word on each. */
    Collection<String> ended() {
        return ended.keySet();
    }

    /** Open and ended, oldest first; costs next to nothing for a meter that has none. */
    public List<FindingState> of(String meter) {
        return byMeter.getOrDefault(meter, List.of());
    }

    void raise(Fact.FindingRaised fact, LedgerEntry entry) {
        FindingState finding = new FindingState(fact, entry.sequence(), entry.time());
        if (all.putIfAbsent(fact.findingId(), finding) != null) {
            throw new IllegalStateException("finding " + fact.findingId() + " was raised before");
        }
        open.put(fact.findingId(), finding);
        byMeter.computeIfAbsent(fact.meter(), _ -> new ArrayList<>(1)).add(finding);
    }

    /** Puts a finding back; after all of them, {@link #restoreEnded} in the order of the last words. */
    void restore(FindingState finding) {
        all.put(finding.raised.findingId(), finding);
        byMeter.computeIfAbsent(finding.raised.meter(), _ -> new ArrayList<>(1)).add(finding);
        if (finding.isOpen()) {
            open.put(finding.raised.findingId(), finding);
        }
    }

    void restoreEnded(String findingId) {
        ended.put(findingId, Objects.requireNonNull(all.get(findingId), () -> "a state has the end of an unknown"
                + " finding: " + findingId));
    }

    /**
     * Ends a finding, or lets a person's later word replace the earlier.
     *
     * @throws IllegalStateException if there is no such finding of the meter, or evidence has closed it
     */
    void close(Fact.FindingClosed fact, LedgerEntry entry) {
        FindingState finding = all.get(fact.findingId());
        if (finding == null || !finding.raised.meter().equals(fact.meter())
                || finding.endedAs(FindingClosing.EVIDENCE)) {
            throw new IllegalStateException("entry " + entry.sequence() + " closes finding " + fact.findingId()
                    + " of " + fact.meter() + ", which is unknown or closed for good");
        }
        finding.end = Optional.of(new End(fact.closing(), entry.origin().actor(), fact.reason(), entry.time()));
        finding.endSequence = entry.sequence();
        open.remove(fact.findingId());
        ended.remove(fact.findingId());
        ended.put(fact.findingId(), finding);
    }

    /** How many of those that ended first did so before an instant; stops counting at the maximum. */
    public int countEndedBefore(Instant before, int max) {
        int count = 0;
        for (FindingState finding : ended.values()) {
            if (count == max || !endedAt(finding).isBefore(before)) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Forgets so many of those that ended first. */
    void forget(int count, Instant before) {
        Iterator<FindingState> oldest = ended.values().iterator();
        for (int i = 0; i < count; i++) {
            FindingState finding = oldest.next();
            if (!endedAt(finding).isBefore(before)) {
                throw new IllegalStateException("finding " + finding.raised.findingId() + " did not end before "
                        + before);
            }
            oldest.remove();
            all.remove(finding.raised.findingId());
            forget(finding);
        }
    }

    private void forget(FindingState finding) {
        List<FindingState> others = of(finding.raised.meter());
        others.remove(finding);
        if (others.isEmpty()) {
            byMeter.remove(finding.raised.meter());
        }
    }

    private static Instant endedAt(FindingState finding) {
        return finding.end.orElseThrow().at();
    }
}
