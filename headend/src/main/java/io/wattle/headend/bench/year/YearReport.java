package io.wattle.headend.bench.year;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.LedgerArchive;
import io.wattle.ledger.explain.Explainer;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a result: what went wrong with the story of the meter, each kind of fraud, and last the whole in one line. */
public final class YearReport {
    /** Of each sort of problem so many are told; the rest is like them. */
    private static final int PROBLEMS_MAX = 10;
    /** As much of a meter's story as leads to a problem, and as follows. */
    private static final int LINES_BEFORE = 40;
    private static final int LINES_AFTER = 6;

    private final PrintWriter out;
    private final boolean json;

    /** What is printed goes to the writer, which stays open. */
    public YearReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints it all; the journal must still be there. */
    public void print(YearResult result) {
        List<Problem> problems = new ArrayList<>();
        result.missed().stream().limit(PROBLEMS_MAX).forEach(fault -> problems.add(new Problem("missed", fault)));
        result.falseFindings().stream().limit(PROBLEMS_MAX).forEach(fault -> problems.add(new Problem("false", fault)));
        result.broken().stream().limit(PROBLEMS_MAX).forEach(fault -> problems.add(new Problem("broken", fault)));
        if (!problems.isEmpty()) {
            Map<String, Explainer> stories = stories(result, problems);
            problems.forEach(problem -> print(result, problem, stories));
        }
        for (FraudKind kind : FraudKind.values()) {
            print(kind, result.injected().getOrDefault(kind, 0), result.found().getOrDefault(kind, 0));
        }
        printEpisodes(result);
        printSum(result);
        out.flush();
    }

    private record Problem(String sort, Judge.Fault fault) {}

    /** One way through the journal for all meters. */
    private static Map<String, Explainer> stories(YearResult result, List<Problem> problems) {
        Map<String, Explainer> stories = new LinkedHashMap<>();
        problems.forEach(problem -> stories.computeIfAbsent(problem.fault.meter(), Explainer::new));
        LedgerArchive.open(result.plan().directory())
                .forEach(entry -> stories.values().forEach(story -> story.add(entry)));
        return stories;
    }

    private void print(YearResult result, Problem problem, Map<String, Explainer> stories) {
        List<String> story = part(stories.computeIfAbsent(problem.fault.meter(), Explainer::new).lines(),
                problem.fault.sequence());
        if (json) {
            out.println(new JsonLine().with("problem", problem.sort)
                    .with("seed", result.plan().seed())
                    .with("meter", problem.fault.meter())
                    .with("words", problem.fault.words())
                    .with("explain", String.join("\n", story)));
        } else {
            out.println(problem.sort + ", seed " + result.plan().seed() + ", meter " + problem.fault.meter() + ": "
                    + problem.fault.words());
            story.forEach(line -> out.println("    " + line));
        }
    }

    /** What stands around the entry; without one, the end. */
    private static List<String> part(List<String> lines, long sequence) {
        int at = lines.size() - 1;
        for (int i = 0; i < lines.size() && sequence > 0; i++) {
            if (lines.get(i).startsWith("#" + sequence + " ")) {
                at = i;
                break;
            }
        }
        return lines.subList(Math.max(0, at - LINES_BEFORE), Math.min(lines.size(), at + LINES_AFTER));
    }

    private void print(FraudKind kind, int injected, int found) {
        out.println(json
                ? new JsonLine().with("kind", kind).with("injected", injected).with("found", found).toString()
                : String.format("%-28s %6d injected %6d found", words(kind), injected, found));
    }

    private void printEpisodes(YearResult result) {
        if (json) {
            JsonLine line = new JsonLine();
            Arrays.stream(Episode.values())
                    .forEach(episode -> line.with(episode.name(), result.episodes().getOrDefault(episode, 0)));
            out.println(line);
        } else {
            int legal = result.episodes().values().stream().mapToInt(Integer::intValue).sum();
            out.println(legal + " episodes, legal and not, of " + result.episodes().size() + " kinds");
        }
    }

    private void printSum(YearResult result) {
        YearPlan plan = result.plan();
        BigDecimal seconds = BigDecimal.valueOf(result.took().toMillis() / 100, 1);
        if (json) {
            JsonLine kinds = new JsonLine();
            result.injected().forEach((kind, count) -> kinds.with(kind.name(), count));
            out.println(new JsonLine().with("injected", result.injectedCount())
                    .with("found", result.foundCount())
                    .with("missed", result.missed().size())
                    .with("false", result.falseFindings().size())
                    .with("broken", result.broken().size())
                    .with("seconds", seconds)
                    .with("seed", plan.seed())
                    .with("meters", plan.meters())
                    .with("days", plan.days())
                    .with("readings", result.readings())
                    .with("commands", result.commands())
                    .with("stateHash", result.stateHash())
                    .with("kinds", List.of(kinds)));
        } else {
            out.println("seed " + plan.seed() + ", " + plan.meters() + " meters, " + plan.days() + " days, "
                    + result.readings() + " readings: " + result.injectedCount() + " injected, " + result.foundCount()
                    + " found, " + result.missed().size() + " missed, " + result.falseFindings().size() + " false, "
                    + result.broken().size() + " otherwise wrong; " + seconds + " s");
        }
    }

    private static String words(FraudKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
