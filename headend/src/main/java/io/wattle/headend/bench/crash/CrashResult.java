package io.wattle.headend.bench.crash;

import io.wattle.headend.text.JsonLine;
import java.util.List;

/**
 * What came of a soak.
 *
 * @param runs how often the process was killed
 * @param acknowledged entries that it had acknowledged
 * @param lost acknowledged entries that are not in the journal
 * @param doubled things that happened twice and may happen once
 * @param problems all else that is not as it must be
 */
public record CrashResult(int runs, long acknowledged, long lost, long doubled, List<String> problems, long seed,
        long seconds) {

    public CrashResult {
        problems = List.copyOf(problems);
    }

    public boolean isGood() {
        return lost == 0 && doubled == 0 && problems.isEmpty();
    }

    public JsonLine json() {
        return new JsonLine().with("runs", runs)
                .with("acknowledged", acknowledged)
                .with("lost", lost)
                .with("doubled", doubled)
                .with("problems", problems.size())
                .with("seed", seed)
                .with("seconds", seconds);
    }

    public String words() {
        return "Killed " + runs + " times in " + seconds + " s: " + acknowledged + " entries acknowledged, " + lost
                + " lost, " + doubled + " doubled, " + problems.size() + " other problems (seed " + seed + ").";
    }
}
