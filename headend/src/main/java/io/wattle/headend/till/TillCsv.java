package io.wattle.headend.till;

import io.wattle.headend.till.TillReport.Check;
import io.wattle.headend.till.TillReport.Line;
import io.wattle.headend.till.TillReport.Other;
import io.wattle.headend.till.TillReport.Total;
import io.wattle.headend.till.TillReport.Vault;
import io.wattle.headend.till.TillReport.VendorFloat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as comma-separated values (RFC 4180): lines end in CR LF, every text is quoted. A text that a spreadsheet would
 * take for a formula gets an apostrophe in front, for cashiers choose their names. Pure.
 */
public final class TillCsv {
    private static final String HEADER = "section,day,cashier,vendor,till,shift,tender,account,currency,sales,taken,"
            + "reversals,reversed,float,declared,expected,counted,difference,commission,says,posted,agrees,received,paid out";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final int COLUMNS = HEADER.split(",").length;

    private TillCsv() {}

    /** The whole report; amounts are in minor units. */
    public static String of(TillReport report) {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        String day = report.day().toString();
        report.lines().forEach(line -> rows.add(row(day, line)));
        report.totals().forEach(total -> rows.add(row(day, total)));
        for (Other other : report.withoutShift()) {
            rows.add(new Row("without shift", day).text(7, other.owner())
                    .text(8, other.currency())
                    .number(10, other.takenMinor())
                    .number(23, other.paidOutMinor())
                    .toString());
        }
        for (Vault one : report.vaults()) {
            rows.add(new Row("vault", day).text(6, one.tender())
                    .text(8, one.currency())
                    .number(10, one.paidInMinor())
                    .number(13, one.floatMinor())
                    .number(15, one.closingMinor())
                    .number(16, one.countedMinor())
                    .number(17, one.correctedMinor())
                    .toString());
        }
        for (VendorFloat one : report.vendors()) {
            rows.add(new Row("vendor float", day).text(3, one.vendor())
                    .text(8, one.currency())
                    .number(10, one.soldMinor())
                    .number(12, one.reversedMinor())
                    .number(13, one.closingMinor())
                    .number(18, one.commissionMinor())
                    .toString());
        }
        for (Check check : report.checks()) {
            rows.add(new Row("check", day).text(7, check.account() + " " + check.owner())
                    .text(8, check.currency())
                    .number(19, check.saysMinor())
                    .number(20, check.postedMinor())
                    .text(21, check.agrees() ? "yes" : "NO")
                    .toString());
        }
        return rows.stream().map(row -> row + "\r\n").collect(Collectors.joining());
    }

    private static String row(String day, Line line) {
        return new Row("line", day).text(2, line.cashier())
                .text(3, Objects.requireNonNullElse(line.vendor(), ""))
                .text(4, line.till())
                .text(5, line.shiftId())
                .text(6, line.tender())
                .text(8, line.currency())
                .number(9, line.sales())
                .number(10, line.takenMinor())
                .number(11, line.reversals())
                .number(12, line.reversedMinor())
                .number(13, line.floatMinor())
                .number(14, line.declaredMinor())
                .number(15, line.expectedMinor())
                .number(16, line.countedMinor())
                .number(17, line.differenceMinor())
                .number(18, line.commissionMinor())
                .number(22, line.receivedMinor())
                .number(23, line.paidOutMinor())
                .toString();
    }

    private static String row(String day, Total total) {
        Row row = new Row("by " + total.by(), day);
        switch (total.by()) {
            case "cashier" -> row.text(2, total.name());
            case "vendor" -> row.text(3, total.name());
            default -> {
                // the name is the tender or the day, which stand in columns of their own
            }
        }
        return row.text(6, total.tender())
                .text(8, total.currency())
                .number(9, total.sales())
                .number(10, total.takenMinor())
                .number(11, total.reversals())
                .number(12, total.reversedMinor())
                .number(17, total.differenceMinor())
                .number(18, total.commissionMinor())
                .number(22, total.receivedMinor())
                .number(23, total.paidOutMinor())
                .toString();
    }

    /** A text as a cell, whatever is in it. */
    static String cell(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    /** Cells by their place; those that nobody fills are empty. */
    private static final class Row {
        private final String[] cells = new String[COLUMNS];

        private Row(String section, String day) {
            Arrays.fill(cells, "");
            text(0, section).text(1, day);
        }

        private Row text(int place, String text) {
            cells[place] = text.isEmpty() ? "" : cell(text);
            return this;
        }

        private Row number(int place, @Nullable Long number) {
            cells[place] = number == null ? "" : number.toString();
            return this;
        }

        private Row number(int place, long number) {
            return number(place, Long.valueOf(number));
        }

        @Override
        public String toString() {
            return String.join(",", cells);
        }
    }
}
