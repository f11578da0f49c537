package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.rollover.Rollover;
import io.wattle.headend.sts.rollover.RolloverCounts;
import io.wattle.headend.sts.rollover.RolloverOutcome;
import io.wattle.headend.text.JsonLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle sts rollover}. */
@Command(name = "rollover", mixinStandardHelpOptions = true, description = "Makes the key changes that bring a list of meters to a later base date, usually from 1993 to 2014: CSV in, CSV"
        + " out (docs/sts.md has the columns). Old keys may have expired. Killed in the middle, the same command goes on"
        + " where it stopped. Exit code 0 only if no line was refused.")
final class RolloverVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private ModuleOptions modules = new ModuleOptions();

    @Parameters(paramLabel = "CSV", description = "The meters, one a line.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path list;

    @Option(names = "--plan", description = "Makes nothing and writes nothing: says what would be done, what not, and why.")
    private boolean plan;

    @Option(names = "--out", paramLabel = "FILE", description = "The results (default: the list's name and .results.csv).")
    private @Nullable Path out;

    @Mixin
    private ZoneOption clock = new ZoneOption();

    @Option(names = "--json", description = "One JSON object a line instead of words; the last has the counts.")
    private boolean json;

    @Override
    public Integer call() {
        Path results = out == null ? list.resolveSibling(list.getFileName() + ".results.csv") : out;
        try (SecurityModule module = plan ? modules.openToLook() : modules.open()) {
            Rollover rollover = new Rollover(module, InstantSource.system(), clock.zone());
            RolloverCounts counts = plan ? rollover.plan(list, this::show) : rollover.run(list, results, this::show);
            return show(counts, results);
        }
    }

    private int show(RolloverCounts counts, Path results) {
        PrintWriter answers = spec.commandLine().getOut();
        answers.println(json
                ? new JsonLine().with("rows", counts.rows())
                        .with(plan ? "planned" : "issued", counts.done())
                        .with("refused", counts.refused())
                        .with("before", counts.before())
                : counts.rows() + " meters: " + counts.done() + (plan ? " could be done, " : " issued, ")
                        + counts.refused() + " refused"
                        + (plan ? "." : "; " + counts.before() + " of them by runs before. Results: " + results));
        answers.flush();
        return counts.refused() == 0 ? 0 : 1;
    }

    /** Tokens are in the results only. */
    private void show(RolloverOutcome outcome) {
        PrintWriter answers = spec.commandLine().getOut();
        switch (outcome) {
            case RolloverOutcome.Issued issued -> say(answers, issued.line(), issued.pan().digits(), "issued",
                    issued.tokens().size() + " tokens");
            case RolloverOutcome.Planned planned -> say(answers, planned.line(), planned.pan().digits(), "planned",
                    planned.tokens() + " tokens");
            case RolloverOutcome.Refused refused -> say(answers, refused.line(), refused.meter(), "refused",
                    refused.reason());
        }
    }

    private void say(PrintWriter answers, long line, String meter, String outcome, String detail) {
        answers.println(json
                ? new JsonLine().with("line", line)
                        .with("meter", meter)
                        .with("outcome", outcome)
                        .with("detail", detail)
                : "line " + line + "  " + (meter.isEmpty() ? "-" : meter) + "  " + outcome + ": " + detail);
    }
}
