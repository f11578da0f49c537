package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.cosem.CosemValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a profile, oldest first.
 *
 * @param gaps times at which a row should stand and none does
 * @param repeated rows left out because the same time stood there before, as after a clock was set back
 * @param unreadable rows left out because they do not fit the layout
 */
public record ProfileTable(ProfileLayout layout, List<Row> rows, List<Gap> gaps, int repeated, int unreadable) {

    /**
     * One row.
     *
     * @param at its time, if the profile has a clock
     * @param cells as many as there are columns
     */
    public record Row(Optional<MeterTime> at, List<CosemValue> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Rows that are not there.
     *
     * @param first time of the first one missing
     * @param count how many, above zero
     */
    public record Gap(Instant first, long count) {}

    public ProfileTable {
        rows = List.copyOf(rows);
        gaps = List.copyOf(gaps);
    }

    /** Those rows that were wanted: a meter may send more than it was asked for. */
    public ProfileTable within(ProfileWindow window) {
        return switch (window) {
            case ProfileWindow.All() -> this;
            case ProfileWindow.Newest(int count) -> with(rows.subList(Math.max(0, rows.size() - count), rows.size()));
            case ProfileWindow.Range(Instant from, Instant to) -> with(rows.stream()
                    .filter(row -> row.at()
                            .filter(time -> !time.at().isBefore(from) && time.at().isBefore(to))
                            .isPresent())
                    .toList());
        };
    }

    /** Gaps before the first and behind the last of the rows are none of theirs. */
    private ProfileTable with(List<Row> fewer) {
        Optional<Instant> first = fewer.isEmpty() ? Optional.empty() : fewer.getFirst().at().map(MeterTime::at);
        Optional<Instant> last = fewer.isEmpty() ? Optional.empty() : fewer.getLast().at().map(MeterTime::at);
        List<Gap> inner = gaps.stream()
                .filter(gap -> first.filter(gap.first()::isAfter).isPresent()
                        && last.filter(gap.first()::isBefore).isPresent())
                .toList();
        return new ProfileTable(layout, fewer, inner, repeated, unreadable);
    }

    /** A cell as a measure; empty if it holds no number. */
    public Optional<Measure> measure(int row, int column) {
        return layout.columns().get(column).scale().measure(rows.get(row).cells().get(column));
    }
}
