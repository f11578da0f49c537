package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.protocols.dlms.field.CalendarWork;
import io.wattle.protocols.dlms.object.typed.DatePattern;
import io.wattle.protocols.dlms.object.typed.SpecialDay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wattle meter days}. */
@Command(name = "days", mixinStandardHelpOptions = true, description = "The special days: dates on which another day of the calendar holds.", subcommands = {
        MeterDayVerbs.Show.class, MeterDayVerbs.Insert.class, MeterDayVerbs.Delete.class})
final class MeterDayVerbs extends VerbGroup {
    @Command(name = "show", mixinStandardHelpOptions = true, description = "Lists them: number, date, day of the calendar.")
    static final class Show extends MeterVerb {
        @Override
        public Integer call() {
            return show(ask((link, address) -> new CalendarWork(link, address).days()));
        }
    }

    @Command(name = "insert", mixinStandardHelpOptions = true, description = "Puts one in, in place of the one that had its number.")
    static final class Insert extends MeterVerb {
        @Parameters(index = "1", paramLabel = "NUMBER", description = "0..65535")
        private int index;

        @Parameters(index = "2", paramLabel = "DATE", description = "Such as 2026-12-25, or *-12-25 for each year.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private String date;

        @Option(names = "--day", paramLabel = "ID", required = true, description = "The day of the calendar that holds then, 0..255.")
        private int day;

        @Override
        public Integer call() {
            SpecialDay special;
            try {
                special = new SpecialDay(index, DatePattern.parse(date), day);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
            return show(ask((link, address) -> new CalendarWork(link, address).insert(special)));
        }
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Takes one out.")
    static final class Delete extends MeterVerb {
        @Parameters(index = "1", paramLabel = "NUMBER", description = "0..65535")
        private int index;

        @Override
        public Integer call() {
            if (index < 0 || index > 65_535) {
                throw wrong("NUMBER must be 0..65535, was: " + index);
            }
            return show(ask((link, address) -> new CalendarWork(link, address).delete(index)));
        }
    }
}
