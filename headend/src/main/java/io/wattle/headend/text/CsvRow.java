package io.wattle.headend.text;

import java.util.List;

/**
 * One row of a CSV file. Immutable.
 *
 * @param line where it begins, from 1
 * @param fields without quotes
 * @param columns where each field begins, from 1, in characters
 */
public record CsvRow(long line, List<String> fields, List<Integer> columns) {
    public CsvRow {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
    }
}
