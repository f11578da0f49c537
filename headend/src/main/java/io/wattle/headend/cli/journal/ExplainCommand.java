package io.wattle.headend.cli.journal;

import io.wattle.ledger.LedgerArchive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle explain}: where a meter's units came from. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Tells one meter's story from the journal, from the money to the units, in words.")
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "METER", description = "Serial number.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String meter;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "wattle-data", description = "The head-end's data folder (default ${DEFAULT-VALUE}).")
    private Path data = Path.of("wattle-data");

    @Option(names = "--every-reading", description = "Tells quiet readings, too, one by one, each with what it was held against.")
    private boolean everyReading;

    @Override
    public Integer call() {
        LedgerArchive archive = Archives.open(data);
        List<String> lines = archive.explain(meter, everyReading);
        if (lines.isEmpty()) {
            spec.commandLine().getErr().println("wattle: the ledger knows nothing of meter " + meter);
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
        return 0;
    }
}
