package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.state.FindingStatus;
import io.wattle.ledger.state.FindingStatus.End;
import io.wattle.ledger.state.FindingStatus.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle findings}: what was found, and what became of it. */
@Command(name = "findings", mixinStandardHelpOptions = true, description = "Lists findings from the journal, oldest first, and how they ended; works while a server runs.")
public final class FindingsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "wattle-data", description = "The head-end's data folder (default ${DEFAULT-VALUE}).")
    private Path data = Path.of("wattle-data");

    @Option(names = "--status", description = "Only those: ${COMPLETION-CANDIDATES} (default: all).")
    private @Nullable Status status;

    @Option(names = "--json", description = "One JSON object a line instead of words.")
    private boolean json;

    private final Map<String, FindingStatus> findings = new LinkedHashMap<>();

    @Override
    public Integer call() {
        Archives.open(data).forEach(this::add);
        PrintWriter out = spec.commandLine().getOut();
        findings.values()
                .stream()
                .filter(finding -> status == null || finding.status() == status)
                .forEach(finding -> out.println(json ? line(finding) : words(finding)));
        out.flush();
        return 0;
    }

    private void add(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.FindingRaised raised) {
                findings.put(raised.findingId(), new FindingStatus(raised, entry.time(), Optional.empty()));
            } else if (fact instanceof Fact.FindingClosed closed) {
                End end = new End(closed.closing(), entry.origin().actor(), closed.reason(), entry.time());
                findings.computeIfPresent(closed.findingId(), (_, before) -> new FindingStatus(before.raised(),
                        before.openedAt(), Optional.of(end)));
            }
        }
    }

    private static String words(FindingStatus finding) {
        Fact.FindingRaised raised = finding.raised();
        return raised.findingId() + "  " + finding.status() + "  " + raised.kind() + "  " + raised.meter() + "  "
                + finding.openedAt() + "  " + raised.words()
                + finding.end().map(end -> "; " + end.by() + ", " + end.at() + ": " + end.reason()).orElse("");
    }

    private static JsonLine line(FindingStatus finding) {
        Fact.FindingRaised raised = finding.raised();
        JsonLine line = new JsonLine().with("finding", raised.findingId())
                .with("status", finding.status())
                .with("kind", raised.kind())
                .with("meter", raised.meter())
                .with("openedAt", finding.openedAt())
                .with("words", raised.words());
        finding.end()
                .ifPresent(end -> line.with("by", end.by()).with("reason", end.reason()).with("endedAt", end.at()));
        return line;
    }
}
