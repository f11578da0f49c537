package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.ProfileColumn;
import java.time.Duration;
import java.util.List;

/**
 * A load or billing profile or an event log, without its rows (class 7).
 *
 * @param period between rows; zero where something else than time makes them
 * @param sort 1 first in first out, 2 last in first out, 3 to 6 by the sort object
 */
public record Profile(Part<List<ProfileColumn>> columns, Part<Duration> period, Part<Integer> sort,
        Part<CosemValue> sortObject, Part<Long> rows, Part<Long> rowsMax) implements TypedObject {

    static Profile of(Fields fields) {
        return new Profile(
                fields.part(3, value -> ProfileColumn.readList(value)
                        .orElseThrow(() -> new OddValueException("names no columns")),
                        Words.list(ProfileColumn::title)),
                fields.seconds(4), fields.choice(5, Words.SORT), fields.value(6), fields.number(7), fields.number(8));
    }
}
