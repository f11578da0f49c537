package io.wattle.headend.till;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.till.TillReport.Line;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TillCsvTest {

    /** What a spreadsheet would compute, and what would end a cell (RFC 4180, 2.6 and 2.7). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            =HYPERLINK("x") | "'=HYPERLINK(""x"")"
            +1              | "'+1"
            -1              | "'-1"
            @SUM(A1)        | "'@SUM(A1)"
            Ann, "the till" | "Ann, ""the till\"""
            plain           | "plain"
            """)
    void shouldWriteATextThatNobodyComputes(String text, String cell) {
        assertThat(TillCsv.cell(text)).isEqualTo(cell);
    }

    @Test
    void shouldWriteNumbersAsNumbersAndEndLinesAsTheFormatSays() {
        LocalDate day = LocalDate.of(2026, 1, 6);
        List<Line> lines = List.of(new Line("=bob", null, "Till 1", "SHIFT-2", "CASH", "USD", 2, 1_500, 1, 500, 30, 20,
                0,
                900L, 1_000L, 900L, -100L, 0));
        String csv = TillCsv.of(new TillReport(day, "UTC", 9, lines, ReportTotals.of(day, lines), List.of(), List.of(),
                List.of(), List.of(), true));
        assertThat(csv).contains("\"line\",\"2026-01-06\",\"'=bob\",,\"Till 1\",\"SHIFT-2\",\"CASH\",,\"USD\",2,1500,1,"
                + "500,0,900,1000,900,-100,0,,,,30,20\r\n");
        assertThat(csv).endsWith("\r\n");
    }
}
