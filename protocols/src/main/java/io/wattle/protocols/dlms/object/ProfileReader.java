package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.ProfileTable.Gap;
import io.wattle.protocols.dlms.object.ProfileTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a table of a profile's buffer. Where a meter writes null-data, the standard means (IEC 62056-6-2, class 7): for
 * the clock, one period after the row before; for anything else, as in the row before. Used once; not thread safe.
 */
public final class ProfileReader {
    private final ProfileLayout layout;
    private final MeterTimes times;
    private final List<Row> rows = new ArrayList<>();
    private int unreadable;

    private ProfileReader(ProfileLayout layout, MeterTimes times) {
        this.layout = layout;
        this.times = times;
    }

    /**
     * The rows of a buffer.
     *
     * @return empty if the value is no buffer
     */
    public static Optional<ProfileTable> read(ProfileLayout layout, CosemValue buffer, MeterTimes times) {
        return buffer instanceof CosemValue.Array(List<CosemValue> items)
                ? Optional.of(new ProfileReader(layout, times).table(items))
                : Optional.empty();
    }

    private ProfileTable table(List<CosemValue> items) {
        items.forEach(this::add);
        boolean timed = layout.clock().isPresent() && rows.stream().allMatch(row -> row.at().isPresent());
        if (!timed) {
            return new ProfileTable(layout, rows, List.of(), 0, unreadable);
        }
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(ProfileReader::at)); // stable: of one time, the first that was captured stays
        List<Row> once = new ArrayList<>(sorted.size());
        List<Gap> gaps = new ArrayList<>();
        for (Row row : sorted) {
            if (once.isEmpty() || at(once.getLast()).isBefore(at(row))) {
                if (!once.isEmpty()) {
                    gap(at(once.getLast()), at(row)).ifPresent(gaps::add);
                }
                once.add(row);
            }
        }
        return new ProfileTable(layout, once, gaps, sorted.size() - once.size(), unreadable);
    }

    private void add(CosemValue item) {
        if (!(item instanceof CosemValue.Structure(List<CosemValue> cells))
                || cells.size() != layout.columns().size()) {
            unreadable++;
            return;
        }
        List<CosemValue> full = new ArrayList<>(cells.size());
        Optional<MeterTime> at = Optional.empty();
        for (int column = 0; column < cells.size(); column++) {
            CosemValue cell = cells.get(column);
            if (layout.columns().get(column).isClock() && at.isEmpty()) {
                at = cell instanceof CosemValue.Null ? periodLater() : times.read(cell);
                full.add(at.<CosemValue>map(time -> new CosemValue.DateTime(time.at())).orElse(cell));
            } else {
                full.add(cell instanceof CosemValue.Null && !rows.isEmpty()
                        ? rows.getLast().cells().get(column)
                        : cell);
            }
        }
        // A time that is none, where all rows have one: nobody could say where the row belongs.
        if (layout.clock().isPresent() && at.isEmpty()) {
            unreadable++;
        } else {
            rows.add(new Row(at, full));
        }
    }

    private Optional<MeterTime> periodLater() {
        return rows.isEmpty() || layout.period().isZero()
                ? Optional.empty()
                : rows.getLast().at().map(last -> new MeterTime(last.at().plus(layout.period()), last.status()));
    }

    private Optional<Gap> gap(Instant before, Instant after) {
        if (layout.period().isZero()) {
            return Optional.empty();
        }
        long missing = Duration.between(before, after).minusNanos(1).dividedBy(layout.period());
        return missing > 0 ? Optional.of(new Gap(before.plus(layout.period()), missing)) : Optional.empty();
    }

    private static Instant at(Row row) {
        return row.at().map(MeterTime::at).orElse(Instant.MIN);
    }
}
