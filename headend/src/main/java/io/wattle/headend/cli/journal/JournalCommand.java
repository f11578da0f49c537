package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.LedgerArchive;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.journal.JournalAnchor;
import io.wattle.ledger.journal.JournalCheck;
import io.wattle.ledger.journal.JournalDamage;
import io.wattle.ledger.journal.JournalDamaged;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wattle journal}: looks at a journal, also while a server writes it. {@code snapshot} adds a file beside it,
 * {@code archive} takes away what is kept elsewhere.
 */
@Command(name = "journal", mixinStandardHelpOptions = true, description = "Checks or prints a journal, makes a snapshot of what it says, or moves its old segments to an archive; works while a server runs.", subcommands = {
        JournalCommand.Verify.class, JournalCommand.Dump.class, JournalCommand.Anchor.class,
        SnapshotVerb.class, ArchiveVerb.class})
public final class JournalCommand {

    /** {@code wattle journal verify}. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Checks every frame and every entry; names the first bad one. Exit code 1 if there is one.")
    static final class Verify implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The journal's folder, or the data folder that it is in.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path directory;

        @Option(names = "--archive", paramLabel = "DIR", description = "Where old segments were moved to: looks at them too.")
        private Optional<Path> archive = Optional.empty();

        @Option(names = "--anchors", paramLabel = "FILE", description = "Lines that `journal anchor` printed: history must fit each.")
        private Optional<Path> anchors = Optional.empty();

        @Option(names = "--json", description = "One JSON object instead of words.")
        private boolean json;

        @Override
        public Integer call() {
            JournalCheck check = check();
            print(check);
            return check.isGood() ? 0 : 1;
        }

        /** A journal that cannot even be opened is a damaged one too. */
        private JournalCheck check() {
            List<JournalAnchor> kept = anchors.map(AnchorFile::read).orElse(List.of());
            try {
                return Archives.open(directory, archive).check(kept);
            } catch (JournalDamaged e) {
                return new JournalCheck(0, 0, 0, Optional.of(e.damage()));
            }
        }

        private void print(JournalCheck check) {
            Optional<JournalDamage> damage = check.damage();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                JsonLine line = new JsonLine().with("good", check.isGood())
                        .with("segments", check.segments())
                        .with("frames", check.frames())
                        .with("records", check.records());
                damage.ifPresent(found -> line.with("segment", found.segment())
                        .with("frame", found.frameSequence())
                        .with("record", found.firstBadRecord())
                        .with("reason", found.reason()));
                out.println(line);
            } else if (damage.isEmpty()) {
                out.println("Good: " + check.records() + " records in " + check.frames() + " frames in "
                        + check.segments() + " segments.");
            } else {
                spec.commandLine()
                        .getErr()
                        .println("wattle: damaged: " + damage.get() + "; good before it: "
                                + check.records() + " records in " + check.frames() + " frames");
            }
            out.flush();
        }
    }

    /** {@code wattle journal dump}. */
    @Command(name = "dump", mixinStandardHelpOptions = true, description = "Prints every fact as one JSON object a line, in order.")
    static final class Dump implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The journal's folder, or the data folder that it is in.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path directory;

        @Option(names = "--archive", paramLabel = "DIR", description = "Where old segments were moved to: looks at them too.")
        private Optional<Path> archive = Optional.empty();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            Archives.open(directory, archive)
                    .forEach(entry -> entry.facts().forEach(fact -> out.println(line(entry, fact))));
            out.flush();
            return 0;
        }

        private static JsonLine line(LedgerEntry entry, Fact fact) {
            JsonLine line = new JsonLine().with("sequence", entry.sequence())
                    .with("time", entry.time())
                    .with("fact", fact.getClass().getSimpleName());
            if (fact instanceof Fact.OfMeter ofMeter) {
                line.with("meter", ofMeter.meter());
            }
            line.with("actor", entry.origin().actor())
                    .with("mode", entry.origin().mode())
                    .with("channel", entry.origin().channel());
            entry.key().ifPresent(key -> line.with("key", key));
            return FactFields.addTo(line, fact);
        }
    }

    /** {@code wattle journal anchor}. */
    @Command(name = "anchor", mixinStandardHelpOptions = true, description = "Prints the head of the chain as a line of JSON. Keep it elsewhere: `verify --anchors` shows later that nothing before it was changed.")
    static final class Anchor implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The journal's folder, or the data folder that it is in.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path directory;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.println(Archives.open(directory).head());
            out.flush();
            return 0;
        }
    }
}
