package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sales that can be given back. For the ledger thread. */
public final class RecentSales {
    /** A few days of a city; a few hundred bytes each. */
    static final int SALES_MAX = 100_000;

    /** A sale, and whether it was given back. */
    public record Kept(SoldSale sale, boolean reversed) {}

    private final Map<String, Kept> sales = new LinkedHashMap<>();

    @Nullable
    public Kept sale(String saleId) {
        return sales.get(saleId);
    }

    /** Keeps a sale as it stands; the oldest is forgotten if there are too many. */
    void keep(Kept kept) {
        sales.put(kept.sale().saleId(), kept);
        if (sales.size() > SALES_MAX) {
            sales.remove(sales.keySet().iterator().next());
        }
    }

    Collection<Kept> all() {
        return sales.values();
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    static void write(Kept kept, EntryBytes to) {
        kept.sale().write(to);
        to.flag(kept.reversed());
    }

    void read(EntrySource from) {
        keep(new Kept(SoldSale.read(from), from.flag()));
    }
}
