package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lists as snapshots hold them: a count (u16), then one after the other. */
final class Lists {

    private Lists() {}

    static <T> void write(EntryBytes to, List<T> list, Consumer<T> writer) {
        to.u16(list.size());
        list.forEach(writer);
    }

    static <T> List<T> read(EntrySource from, Supplier<T> reader) {
        List<T> list = new ArrayList<>();
        for (int left = from.u16(); left > 0; left--) {
            list.add(reader.get());
        }
        return List.copyOf(list);
    }
}
