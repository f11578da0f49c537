package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTimes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which tariff holds when: seasons of the year choose a week, weeks choose a day, days switch at their times (class 20).
 *
 * @param name up to 16 characters, or 0x and hexadecimal digits
 */
public record CalendarPlan(String name, List<Season> seasons, List<Week> weeks, List<Day> days) {
    private static final int WEEKDAYS = 7;
    private static final int ITEMS_MAX = 64; // of each kind: no meter takes more

    /**
     * Part of a year.
     *
     * @param from when it begins, each year or once
     */
    public record Season(String name, Moment from, String week) {
        public String text() {
            return name + " from " + from.text() + " week " + week;
        }

        CosemValue value(MeterTimes times) {
            return Encode.structure(Decode.octets(name), from.value(times), Decode.octets(week));
        }
    }

    /**
     * A kind of week.
     *
     * @param days number of the day for Monday to Sunday
     */
    public record Week(String name, List<Integer> days) {
        public Week {
            days = List.copyOf(days);
            if (days.size() != WEEKDAYS) {
                throw new IllegalArgumentException("week " + name + " must have 7 days, has " + days.size());
            }
        }

        public String text() {
            return name + ": " + days.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }

        CosemValue value() {
            List<CosemValue> fields = new ArrayList<>(List.of(Decode.octets(name)));
            days.forEach(day -> fields.add(Encode.unsigned8(day)));
            return new CosemValue.Structure(fields);
        }
    }

    /**
     * A kind of day.
     *
     * @param id 0..255
     */
    public record Day(int id, List<Switch> switches) {
        public Day {
            switches = List.copyOf(switches);
        }

        public String text() {
            return "day " + id + ": " + switches.stream().map(Switch::text).collect(Collectors.joining(", "));
        }

        CosemValue value() {
            return Encode.structure(Encode.unsigned8(id), Encode.array(switches, Switch::value));
        }
    }

    /**
     * From a time on a script holds: that of a tariff, mostly.
     *
     * @param table the table of scripts (class 9)
     * @param script 0..65535
     */
    public record Switch(DayTime at, ObisCode table, int script) {
        public String text() {
            return at.text() + " script " + script;
        }

        CosemValue value() {
            return Encode.structure(new CosemValue.Octets(at.bytes()), Encode.name(table), Encode.unsigned16(script));
        }
    }

    public CalendarPlan {
        seasons = List.copyOf(seasons);
        weeks = List.copyOf(weeks);
        days = List.copyOf(days);
    }

    /**
     * Why no meter could follow it; empty if one can: every name leads somewhere, nothing is there twice, every day says
     * what holds from its beginning.
     */
    public Optional<String> faults() {
        return Stream.of(counted("seasons", seasons.size()), counted("weeks", weeks.size()),
                counted("days", days.size()), twice("season", seasons, Season::name), twice("week", weeks, Week::name),
                twice("day", days, Day::id), days.stream().flatMap(day -> fault(day).stream()).findFirst(),
                weeks.stream().flatMap(week -> fault(week).stream()).findFirst(),
                seasons.stream().flatMap(season -> fault(season).stream()).findFirst())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(Day day) {
        if (day.id() < 0 || day.id() > 255) {
            return Optional.of("day must be 0..255, was " + day.id());
        }
        if (day.switches().isEmpty() || !day.switches().getFirst().at().equals(new DayTime(0, 0, 0))) {
            return Optional.of("day " + day.id() + " must begin with what holds from 00:00");
        }
        boolean rises = IntStream.range(1, day.switches().size())
                .allMatch(i -> day.switches().get(i - 1).at().compareTo(day.switches().get(i).at()) < 0);
        return rises ? Optional.empty() : Optional.of("times of day " + day.id() + " must rise");
    }

    private Optional<String> fault(Week week) {
        return week.days()
                .stream()
                .filter(wanted -> days.stream().noneMatch(day -> day.id() == wanted))
                .map(wanted -> "week " + week.name() + " wants day " + wanted + ", which is not there")
                .findFirst();
    }

    private Optional<String> fault(Season season) {
        return weeks.stream().anyMatch(week -> week.name().equals(season.week()))
                ? Optional.empty()
                : Optional.of("season " + season.name() + " wants week " + season.week() + ", which is not there");
    }

    /** Name, seasons, weeks and days as their attributes hold them. */
    public List<CosemValue> values(MeterTimes times) {
        return List.of(Decode.octets(name), Encode.array(seasons, season -> season.value(times)),
                Encode.array(weeks, Week::value), Encode.array(days, Day::value));
    }

    private static Optional<String> counted(String what, int count) {
        return count >= 1 && count <= ITEMS_MAX
                ? Optional.empty()
                : Optional.of(what + " must be 1.." + ITEMS_MAX + ", were " + count);
    }

    private static <T> Optional<String> twice(String what, List<T> items, Function<T, Object> key) {
        Set<Object> seen = new HashSet<>();
        return items.stream()
                .map(key)
                .filter(each -> !seen.add(each))
                .map(each -> what + " " + each + " is there twice")
                .findFirst();
    }
}
