package io.wattle.headend.cli.journal;

import io.wattle.ledger.SnapshotPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle journal snapshot}. */
@Command(name = "snapshot", mixinStandardHelpOptions = true, description = "Makes a snapshot of all that is durable, by replaying what came after the one before; the next start begins there. Exit code 1 if it cannot be made.")
final class SnapshotVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The journal's folder, or the data folder that it is in.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path directory;

    @Option(names = "--keep", paramLabel = "COUNT", description = "The newest so many snapshots are kept, 2 to 100; default 3.")
    private int kept = SnapshotPolicy.STANDARD.keptMax();

    @Override
    public Integer call() {
        if (kept < 2 || kept > 100) {
            throw new ParameterException(spec.commandLine(), "--keep must be 2..100, was: " + kept);
        }
        try {
            long sequence = Archives.open(directory).snapshot(kept);
            spec.commandLine().getOut().println("The newest snapshot holds the state after entry " + sequence + ".");
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("wattle: no snapshot was made: " + e.getMessage());
            return 1;
        }
    }
}
