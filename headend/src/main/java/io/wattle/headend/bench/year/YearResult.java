package io.wattle.headend.bench.year;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param injected how many frauds and faults of each kind
 * @param found how many of them were found in time
 * @param episodes how often each thing happened
 * @param missed frauds that a reading showed and the ledger did not find
 * @param falseFindings findings that no fraud accounts for
 * @param broken anything else that is not as it must be
 * @param readings handed to the ledger
 * @param commands handed to the ledger, readings and all
 * @param stateHash of the ledger at the end; the same plan gives the same
 */
public record YearResult(YearPlan plan, Map<FraudKind, Integer> injected, Map<FraudKind, Integer> found,
        Map<Episode, Integer> episodes, List<Judge.Fault> missed, List<Judge.Fault> falseFindings,
        List<Judge.Fault> broken, long readings, long commands, String stateHash, Duration took) {

    static YearResult of(YearPlan plan, Judge judge, Collection<Deck> decks, long commands, String stateHash,
            Duration took) {
        Map<Episode, Integer> episodes = new EnumMap<>(Episode.class);
        decks.forEach(deck -> deck.dealt().forEach((episode, count) -> episodes.merge(episode, count, Integer::sum)));
        return new YearResult(plan, judge.injected(), judge.found(), episodes, judge.missed(), judge.falseFindings(),
                judge.broken(), judge.readings(), commands, stateHash, took);
    }

    /** Whether the ledger did all that is asked of it. */
    public boolean isGood() {
        return missed.isEmpty() && falseFindings.isEmpty() && broken.isEmpty();
    }

    int injectedCount() {
        return sum(injected);
    }

    int foundCount() {
        return sum(found);
    }

    private static int sum(Map<FraudKind, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
