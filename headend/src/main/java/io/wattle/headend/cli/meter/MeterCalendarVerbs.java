package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.dlms.field.CalendarWork;
import io.wattle.protocols.dlms.field.Found;
import io.wattle.protocols.dlms.object.typed.ActivityCalendar;
import io.wattle.protocols.dlms.object.typed.CalendarPlan;
import io.wattle.protocols.dlms.object.typed.Moment;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wattle meter calendar}. */
@Command(name = "calendar", mixinStandardHelpOptions = true, description = "The tariff calendar: which tariff holds in which season, on which day of the week, from what time of day.", subcommands = {
        MeterCalendarVerbs.Show.class, MeterCalendarVerbs.Write.class, MeterCalendarVerbs.Activate.class})
final class MeterCalendarVerbs extends VerbGroup {
    enum Side {
        ACTIVE, PASSIVE
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints the calendar that holds, the one that waits, and when that takes over.")
    static final class Show extends MeterVerb {
        @Option(names = "--file", paramLabel = "SIDE", description = "Prints one of them, active or passive, as the file that write takes.")
        private Optional<Side> side = Optional.empty();

        @Override
        public Integer call() {
            Outcome<Found<ActivityCalendar>> found = ask((link, address) -> new CalendarWork(link, address).read());
            if (side.isEmpty()
                    || !(found instanceof Outcome.Done<Found<ActivityCalendar>>(Found<ActivityCalendar> done))) {
                return show(found);
            }
            ActivityCalendar calendar = done.object();
            Optional<CalendarPlan> plan = switch (side.get()) {
                case ACTIVE -> calendar.active().plan();
                case PASSIVE -> calendar.passive().plan();
            };
            if (plan.isEmpty()) {
                return failed("REFUSED", "OTHER", "the calendar cannot be understood; show it without --file");
            }
            out().print(CalendarFile.write(plan.get()));
            out().flush();
            return 0;
        }
    }

    @Command(name = "write", mixinStandardHelpOptions = true, description = "Writes the passive calendar from a file, and when it takes over. The active one stays until then.")
    static final class Write extends MeterVerb {
        @Parameters(index = "1", paramLabel = "FILE", description = "The calendar; docs/dlms.md has an example.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path file;

        @Option(names = "--at", paramLabel = "TIME", description = "When it takes over, such as 2027-01-01T00:00:00Z; never, if not said: then activate does it.")
        private String at = "never";

        @Override
        public Integer call() {
            CalendarPlan plan = plan();
            Moment takesOver;
            try {
                takesOver = Moment.parse(at);
            } catch (IllegalArgumentException e) {
                throw wrong("--at: " + e.getMessage());
            }
            return show(ask((link, address) -> new CalendarWork(link, address).write(plan, takesOver)));
        }

        private CalendarPlan plan() {
            try {
                return CalendarFile.read(Files.readString(file));
            } catch (IOException e) {
                throw unreadable(file, e);
            } catch (UsageException e) {
                throw wrong(file + ": " + e.getMessage());
            }
        }
    }

    @Command(name = "activate", mixinStandardHelpOptions = true, description = "Has the passive calendar take over now.")
    static final class Activate extends MeterVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> new CalendarWork(link, address).activate()));
        }
    }
}
