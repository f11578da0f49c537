package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what was injected against what the ledger found. A fraud is missed when a reading that shows it found nothing; a
 * finding that no fraud accounts for is false. For the driver's thread.
 */
public class Judge {
    private final Map<String, List<Injected>> waiting = new HashMap<>();
    private final Map<FraudKind, Integer> injected = new EnumMap<>(FraudKind.class);
    private final Map<FraudKind, Integer> found = new EnumMap<>(FraudKind.class);
    private final List<Fault> missed = new ArrayList<>();
    private final List<Fault> falseFindings = new ArrayList<>();
    private final List<Fault> broken = new ArrayList<>();
    private long readings;

    /**
     * What went wrong with a meter, for people.
     *
     * @param sequence the entry that it is about; 0 for none
     */
    public record Fault(String meter, long sequence, String words) {

        Fault(String meter, String words) {
            this(meter, 0, words);
        }
    }

    /** Says that a fraud was done before the reading of this tick. */
    Injected inject(Injected fraud) {
        injected.merge(fraud.kind, 1, Integer::sum);
        waiting.computeIfAbsent(fraud.meter, any -> new ArrayList<>(2)).add(fraud);
        return fraud;
    }

    /**
     * Judges what the ledger made of a reading.
     *
     * @param takenTick when the meter was read, whenever the reading came in
     * @return whether the reading was accepted
     */
    boolean reading(String meter, long takenTick, boolean hasBalance, Outcome outcome) {
        readings++;
        findings(takenTick, outcome);
        boolean accepted = outcome instanceof Outcome.Accepted(LedgerEntry entry)
                && entry.facts().stream().anyMatch(Fact.ReadingAccepted.class::isInstance);
        List<Injected> open = waiting.get(meter);
        if (open != null) {
            List<Injected> late = open.stream()
                    .filter(fraud -> takenTick >= fraud.fromTick && fraud.kind.isShownBy(accepted, hasBalance))
                    .toList();
            long sequence = outcome instanceof Outcome.Accepted(LedgerEntry entry) ? entry.sequence() : 0;
            late.forEach(fraud -> miss(fraud, sequence, "the reading of tick " + takenTick));
        }
        return accepted;
    }

    /** Looks for findings in what came of any command. */
    void findings(long takenTick, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted(LedgerEntry entry)) {
            Set<Fact.FindingKind> companions = EnumSet.noneOf(Fact.FindingKind.class);
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.FindingRaised finding && !companions.remove(finding.kind())) {
                    finding(takenTick, entry.sequence(), finding)
                            .ifPresent(fraud -> companions.addAll(fraud.kind.companions()));
                }
            }
        }
    }

    private Optional<Injected> finding(long takenTick, long sequence, Fact.FindingRaised finding) {
        List<Injected> open = waiting.getOrDefault(finding.meter(), List.of());
        Optional<Injected> fraud = open.stream().filter(one -> one.accounts(finding, takenTick)).findFirst();
        fraud.ifPresentOrElse(one -> {
            one.foundBy(finding);
            found.merge(one.kind, 1, Integer::sum);
            open.remove(one);
        }, () -> falseFindings.add(
                new Fault(finding.meter(), sequence, "tick " + takenTick + ": " + finding.findingId() + " "
                        + finding.kind() + ": " + finding.words() + (open.isEmpty() ? "" : "; injected was " + open))));
        return fraud;
    }

    /** By now it must have been found. */
    void due(Injected fraud) {
        if (fraud.finding().isEmpty()) {
            miss(fraud, 0, "the time when it was due");
        }
    }

    private void miss(Injected fraud, long sequence, String by) {
        List<Injected> open = waiting.get(fraud.meter);
        if (open != null && open.remove(fraud)) {
            missed.add(new Fault(fraud.meter, sequence, fraud + " was not found by " + by));
        }
    }

    /** Something else is not as it must be. */
    void broken(String meter, String words) {
        broken.add(new Fault(meter, words));
    }

    /** At the end: what no reading has shown in all that time was missed. */
    void close() {
        List<Injected> late = waiting.values().stream().flatMap(List::stream).toList();
        late.forEach(fraud -> miss(fraud, 0, "the end"));
    }

    long readings() {
        return readings;
    }

    Map<FraudKind, Integer> injected() {
        return injected;
    }

    Map<FraudKind, Integer> found() {
        return found;
    }

    List<Fault> missed() {
        return missed;
    }

    List<Fault> falseFindings() {
        return falseFindings;
    }

    List<Fault> broken() {
        return broken;
    }
}
