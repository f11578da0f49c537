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
 * Holds what was injected against what the ledger found. A fraud is missed when a reading that can show it was accepted
 * and found nothing; a finding that no fraud accounts for is false. For the driver's thread.
 */
final class Judge {
    private final Map<String, List<Injected>> waiting = new HashMap<>();
    private final Map<FraudKind, Integer> injected = new EnumMap<>(FraudKind.class);
    private final Map<FraudKind, Integer> found = new EnumMap<>(FraudKind.class);
    private final List<Fault> missed = new ArrayList<>();
    private final List<Fault> falseFindings = new ArrayList<>();
    private final List<Fault> broken = new ArrayList<>();
    private long readings;

    /** What went wrong with a meter, for people. */
    record Fault(String meter, String words) {}

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
        findings(meter, takenTick, outcome);
        boolean accepted = outcome instanceof Outcome.Accepted(LedgerEntry entry)
                && entry.facts().stream().anyMatch(Fact.ReadingAccepted.class::isInstance);
        if (accepted) {
            settle(meter, takenTick, hasBalance);
        }
        return accepted;
    }

    /** Looks for findings in what came of any command. */
    void findings(String meter, long takenTick, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted(LedgerEntry entry)) {
            Set<Fact.FindingKind> companions = EnumSet.noneOf(Fact.FindingKind.class);
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.FindingRaised finding && !companions.remove(finding.kind())) {
                    finding(meter, takenTick, finding).ifPresent(fraud -> companions.addAll(fraud.kind.companions()));
                }
            }
        }
    }

    private Optional<Injected> finding(String meter, long takenTick, Fact.FindingRaised finding) {
        List<Injected> open = waiting.getOrDefault(meter, List.of());
        for (Injected fraud : open) {
            if (fraud.accounts(finding, takenTick)) {
                fraud.verdict = Injected.Verdict.FOUND;
                fraud.findingIds.add(finding.findingId());
                found.merge(fraud.kind, 1, Integer::sum);
                open.remove(fraud);
                return Optional.of(fraud);
            }
        }
        falseFindings.add(new Fault(meter, "tick " + takenTick + ": " + finding.findingId() + " " + finding.kind()
                + ": " + finding.words()));
        return Optional.empty();
    }

    private void settle(String meter, long takenTick, boolean hasBalance) {
        List<Injected> open = waiting.get(meter);
        if (open == null) {
            return;
        }
        open.removeIf(fraud -> {
            boolean shown = takenTick >= fraud.fromTick && (hasBalance || !fraud.kind.needsBalance());
            if (shown) {
                fraud.verdict = Injected.Verdict.MISSED;
                missed.add(new Fault(meter, fraud + " was not found by the reading of tick " + takenTick));
            }
            return shown;
        });
    }

    /** Something else is not as it must be. */
    void broken(String meter, String words) {
        broken.add(new Fault(meter, words));
    }

    /** At the end: what no reading has shown in all that time was missed. */
    void close() {
        waiting.values()
                .forEach(frauds -> frauds.forEach(fraud -> missed.add(
                        new Fault(fraud.meter, fraud + " was not found by the end"))));
        waiting.clear();
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
