package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.meter.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wattle meter clock}. */
@Command(name = "clock", mixinStandardHelpOptions = true, description = "The clock.", subcommands = MeterClockVerbs.Change.class)
final class MeterClockVerbs extends VerbGroup {
    @Command(name = "set", mixinStandardHelpOptions = true, description = "Sets it to this machine's time, or another, and prints what it then shows.")
    static final class Change extends MeterVerb {
        @Option(names = "--time", paramLabel = "TIME", description = "Another time, such as 2026-03-01T12:00:00Z.")
        private Optional<Instant> time = Optional.empty();

        @Override
        public Integer call() {
            Outcome<Instant> shown = ask((link, _) -> link
                    .setClock(time.orElseGet(() -> Clock.systemUTC().instant()).truncatedTo(ChronoUnit.SECONDS))
                    .toCompletableFuture()
                    .join());
            return tell("time", shown.map(Instant::toString));
        }
    }
}
