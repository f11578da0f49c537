package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.dlms.field.LimiterWork;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wattle meter limiter}. */
@Command(name = "limiter", mixinStandardHelpOptions = true, description = "The limiter: what may be drawn, and what the meter does when it is more.", subcommands = {
        MeterLimiterVerbs.Show.class, MeterLimiterVerbs.Change.class})
final class MeterLimiterVerbs extends VerbGroup {
    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints thresholds in the unit of what is watched, and the rest.")
    static final class Show extends MeterVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> new LimiterWork(link, address).read()));
        }
    }

    @Command(name = "set", mixinStandardHelpOptions = true, description = "Changes thresholds and times; what is not said stays.")
    static final class Change extends MeterVerb {
        @Option(names = "--normal", paramLabel = "NUMBER", description = "The threshold, in the unit that show prints.")
        private Optional<BigDecimal> normal = Optional.empty();

        @Option(names = "--emergency", paramLabel = "NUMBER", description = "The threshold in emergencies, likewise.")
        private Optional<BigDecimal> emergency = Optional.empty();

        @Option(names = "--over-for", paramLabel = "TIME", converter = Durations.class, description = "How long it must be more before the meter acts.")
        private Optional<Duration> overFor = Optional.empty();

        @Option(names = "--under-for", paramLabel = "TIME", converter = Durations.class, description = "How long it must be less before the meter acts again.")
        private Optional<Duration> underFor = Optional.empty();

        @Override
        public Integer call() {
            if (normal.isEmpty() && emergency.isEmpty() && overFor.isEmpty() && underFor.isEmpty()) {
                throw wrong("say what to set: --normal, --emergency, --over-for or --under-for");
            }
            LimiterWork.Change change = new LimiterWork.Change(normal, emergency, overFor, underFor);
            return show(ask((link, address) -> new LimiterWork(link, address).change(change)));
        }
    }
}
