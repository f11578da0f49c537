package io.wattle.headend.till;

import io.wattle.headend.till.TillReport.Line;
import io.wattle.headend.till.TillReport.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds lines up. Pure. */
final class ReportTotals {

    private ReportTotals() {}

    /** By cashier and tender, by vendor and tender, by tender, and of the day. */
    static List<Total> of(LocalDate day, List<Line> lines) {
        List<Total> totals = new ArrayList<>();
        totals.addAll(by("cashier", lines, Line::cashier, Line::tender));
        totals.addAll(by("vendor", lines, Line::vendor, Line::tender));
        totals.addAll(by("tender", lines, Line::tender, Line::tender));
        totals.addAll(by("day", lines, _ -> day.toString(), _ -> ""));
        return totals;
    }

    private static List<Total> by(String by, List<Line> lines, Function<Line, @Nullable String> name,
            Function<Line, String> tender) {
        Map<String, Total> totals = new TreeMap<>();
        for (Line line : lines) {
            String called = name.apply(line);
            if (called != null) {
                totals.merge(called + "\0" + tender.apply(line) + "\0" + line.currency(),
                        of(by, called, tender.apply(line), line), ReportTotals::add);
            }
        }
        return List.copyOf(totals.values());
    }

    private static Total of(String by, String name, String tender, Line line) {
        Long difference = line.differenceMinor();
        return new Total(by, name, tender, line.currency(), line.sales(), line.takenMinor(), line.reversals(),
                line.reversedMinor(), line.receivedMinor(), line.paidOutMinor(), difference == null ? 0 : difference,
                line.commissionMinor());
    }

    private static Total add(Total one, Total other) {
        return new Total(one.by(), one.name(), one.tender(), one.currency(), one.sales() + other.sales(),
                one.takenMinor() + other.takenMinor(), one.reversals() + other.reversals(),
                one.reversedMinor() + other.reversedMinor(), one.receivedMinor() + other.receivedMinor(),
                one.paidOutMinor() + other.paidOutMinor(), one.differenceMinor() + other.differenceMinor(),
                one.commissionMinor() + other.commissionMinor());
    }
}
