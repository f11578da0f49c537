package io.wattle.ledger.tariff.plan;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.Collections;
import java.util.List;

/**
 * Rates by season, kind of day and local time. For balances held in currency: units that lie in a meter have no hour.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param periods 1..16 with different names
 * @param seasons none for one the whole year; else together every day of the year
 * @param holidays sorted
 * @param rules the first that fits a minute says its period; together they leave no minute of any kind of day out
 */
public record TimeOfUse(List<Period> periods, List<Season> seasons, List<LocalDate> holidays, List<Rule> rules)
        implements
            UnitPrice {
    private static final int DAY_MINUTES = 24 * 60;
    /** A year that has all its days. */
    private static final int LEAP_YEAR = 2024;

    /** What a day counts as; a holiday is nothing else. The number (ordinal) goes into the journal. */
    public enum DayType {
        WEEKDAY, SATURDAY, SUNDAY, HOLIDAY
    }

    /**
     * A rate with a name.
     *
     * @param rateMicro from zero
     */
    public record Period(String name, long rateMicro) {
        public Period {
            Exact.named("name", name);
            Exact.within("rate", rateMicro, 0, RATE_MAX);
        }
    }

    /** Both days belong to it; it may pass the end of the year. */
    public record Season(String name, MonthDay from, MonthDay to) {
        boolean has(MonthDay day) {
            boolean afterFrom = !day.isBefore(from);
            boolean beforeTo = !day.isAfter(to);
            return from.isAfter(to) ? afterFrom || beforeTo : afterFrom && beforeTo;
        }
    }

    /**
     * When a period is.
     *
     * @param season its name; empty for all
     * @param days none for all
     * @param fromMinute of the local day, in it
     * @param toMinute not in it any more; at or before {@code fromMinute} for a span over midnight, on the same kind of day
     * @param period its name
     */
    public record Rule(String season, List<DayType> days, int fromMinute, int toMinute, String period) {
        public Rule {
            days = List.copyOf(days);
            Exact.within("from", fromMinute, 0, DAY_MINUTES - 1);
            Exact.within("to", toMinute, 0, DAY_MINUTES);
        }

        boolean has(String daySeason, DayType type, int minute) {
            boolean inside = fromMinute < toMinute
                    ? minute >= fromMinute && minute < toMinute
                    : minute >= fromMinute || minute < toMinute;
            return inside && (season.isEmpty() || season.equals(daySeason)) && (days.isEmpty() || days.contains(type));
        }
    }

    public TimeOfUse {
        periods = List.copyOf(periods);
        seasons = List.copyOf(seasons);
        holidays = holidays.stream().sorted().distinct().toList();
        rules = List.copyOf(rules);
        Exact.within("periods", periods.size(), 1, 16);
        if (periods.stream().map(Period::name).distinct().count() != periods.size()) {
            throw new IllegalArgumentException("two periods have the same name");
        }
        checkSeasons(seasons);
        for (Rule rule : rules) {
            if (periods.stream().noneMatch(period -> period.name.equals(rule.period))) {
                throw new IllegalArgumentException("there is no period " + rule.period);
            }
            if (!rule.season.isEmpty() && seasons.stream().noneMatch(season -> season.name.equals(rule.season))) {
                throw new IllegalArgumentException("there is no season " + rule.season);
            }
        }
        checkRules(seasons, rules);
    }

    /** Which of the periods a local time is in. */
    public Period at(LocalDateTime local) {
        LocalDate day = local.toLocalDate();
        String name = find(rules, seasonOf(day), typeOf(day), local.getHour() * 60 + local.getMinute());
        return periods.stream().filter(period -> period.name.equals(name)).findFirst().orElseThrow();
    }

    /** When, by the local clock and on that day or at its end, another rule may begin. */
    public LocalDateTime nextChange(LocalDateTime local) {
        int minute = local.getHour() * 60 + local.getMinute();
        int next = DAY_MINUTES;
        for (Rule rule : rules) {
            next = rule.fromMinute > minute ? Math.min(next, rule.fromMinute) : next;
            next = rule.toMinute > minute ? Math.min(next, rule.toMinute) : next;
        }
        return local.toLocalDate().atStartOfDay().plusMinutes(next);
    }

    /** What a day counts as. */
    public DayType typeOf(LocalDate day) {
        if (Collections.binarySearch(holidays, day) >= 0) {
            return DayType.HOLIDAY;
        }
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> DayType.SATURDAY;
            case SUNDAY -> DayType.SUNDAY;
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> DayType.WEEKDAY;
        };
    }

    private String seasonOf(LocalDate day) {
        MonthDay monthDay = MonthDay.from(day);
        for (Season season : seasons) {
            if (season.has(monthDay)) {
                return season.name;
            }
        }
        return "";
    }

    private static String find(List<Rule> rules, String season, DayType type, int minute) {
        for (Rule rule : rules) {
            if (rule.has(season, type, minute)) {
                return rule.period;
            }
        }
        return "";
    }

    private static void checkSeasons(List<Season> seasons) {
        LocalDate end = LocalDate.of(LEAP_YEAR + 1, 1, 1);
        for (LocalDate day = LocalDate.of(LEAP_YEAR, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            MonthDay monthDay = MonthDay.from(day);
            long in = seasons.stream().filter(season -> season.has(monthDay)).count();
            if (!seasons.isEmpty() && in != 1) {
                throw new IllegalArgumentException("every day must be in one season, but " + in + " have "
                        + monthDay.getDayOfMonth() + " " + monthDay.getMonth());
            }
        }
    }

    /** Between two ends of rules nothing changes: so it is enough to look at the beginning and at every end. */
    private static void checkRules(List<Season> seasons, List<Rule> rules) {
        List<String> names = seasons.isEmpty() ? List.of("") : seasons.stream().map(Season::name).toList();
        for (String season : names) {
            for (DayType type : DayType.values()) {
                checkMinute(rules, season, type, 0);
                for (Rule rule : rules) {
                    checkMinute(rules, season, type, rule.fromMinute);
                    checkMinute(rules, season, type, rule.toMinute % DAY_MINUTES);
                }
            }
        }
    }

    private static void checkMinute(List<Rule> rules, String season, DayType type, int minute) {
        if (find(rules, season, type, minute).isEmpty()) {
            throw new IllegalArgumentException("no rule says the period of a " + type + " at " + minute / 60 + ":"
                    + (minute % 60 < 10 ? "0" : "") + minute % 60 + (season.isEmpty() ? "" : " in " + season));
        }
    }
}
