package io.wattle.headend.cli.journal;

import io.wattle.ledger.journal.JournalDamaged;
import io.wattle.ledger.journal.JournalInUse;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle journal archive}. */
@Command(name = "archive", mixinStandardHelpOptions = true, description = "Moves old segments, which no start needs any more, to another folder: compressed, read back and checked before they are deleted. What comes after the oldest good snapshot stays; while there are fewer than two, everything does. Exit code 1 if something is damaged.")
final class ArchiveVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The journal's folder, or the data folder that it is in.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path directory;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The archive's folder, for this journal alone; made if missing.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path archive;

    @Override
    public Integer call() {
        try {
            int moved = Archives.open(directory).moveTo(archive);
            spec.commandLine()
                    .getOut()
                    .println(moved == 0
                            ? "Nothing to move: no segment lies before the older of two good snapshots."
                            : "Moved " + moved + " segments to " + archive + ".");
            spec.commandLine().getOut().flush();
            return 0;
        } catch (JournalDamaged | JournalInUse | UncheckedIOException e) {
            spec.commandLine().getErr().println("wattle: " + e.getMessage());
            return 1;
        }
    }
}
