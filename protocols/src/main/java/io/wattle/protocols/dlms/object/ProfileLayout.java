package io.wattle.protocols.dlms.object;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a profile are to be understood.
 *
 * @param period between rows; zero where something else than time makes them
 */
public record ProfileLayout(List<ProfileColumn> columns, Duration period) {

    public ProfileLayout {
        columns = List.copyOf(columns);
    }

    /** The column with the time of each row, if there is one. */
    public Optional<ProfileColumn> clock() {
        return columns.stream().filter(ProfileColumn::isClock).findFirst();
    }

    /** The same with a scale for each column, in order. */
    public ProfileLayout scaled(List<Scale> scales) {
        List<ProfileColumn> scaled = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            scaled.add(columns.get(i).scaled(scales.get(i)));
        }
        return new ProfileLayout(scaled, period);
    }
}
