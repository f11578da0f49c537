package io.wattle.protocols.optical.session;

import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.Identification;
import java.util.List;

/**
 * Everything that a meter says unasked.
 *
 * @param sets in the meter's order; their block check was right, but in mode D, which has none
 */
public record ReadOut(Identification identification, List<DataSet> sets) {
    public ReadOut {
        sets = List.copyOf(sets);
    }
}
