package io.wattle.headend.api;

import java.util.List;
import java.util.stream.Collectors;

/** A table as text: a line of names, then a line a row, as RFC 4180 has it. */
record Csv(String text) {

    static Csv of(List<String> names, List<List<Object>> rows) {
        StringBuilder text = new StringBuilder(line(names));
        rows.forEach(row -> text.append(line(row)));
        return new Csv(text.toString());
    }

    private static String line(List<?> cells) {
        return cells.stream().map(cell -> cell(cell.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A cell that a spreadsheet would take for a formula is made text. */
    private static String cell(String text) {
        boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !text.matches("-?[0-9]+");
        String safe = isFormula ? "'" + text : text;
        return safe.matches("[^,\"\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
