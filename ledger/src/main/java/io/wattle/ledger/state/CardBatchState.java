package io.wattle.ledger.state;

import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.CardBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the ledger holds of one batch of cards, besides the cards. For the ledger thread; changed by {@link CardApplier}. */
public final class CardBatchState {
    /** Who has the cards of a batch when its file was handed out. */
    static final String PRINTER = "printer";

    public final CardBatch batch;
    /** Place of its first card in the table of all. */
    final int firstCard;
    /** How many of its cards have their numbers. */
    int hashed;
    boolean exported;
    boolean voided;
    /** Activated and not redeemed. */
    int activated;
    int redeemed;
    /** Who has which cards, by the first serial of each row of cards in one hand; empty before the batch was exported. */
    private final NavigableMap<Integer, String> holders = new TreeMap<>();

    CardBatchState(CardBatch batch, int firstCard) {
        this.batch = batch;
        this.firstCard = firstCard;
    }

    public int redeemed() {
        return redeemed;
    }

    public int activated() {
        return activated;
    }

    public boolean exported() {
        return exported;
    }

    public int hashed() {
        return hashed;
    }

    public boolean voided() {
        return voided;
    }

    public boolean isComplete() {
        return hashed == batch.range().count();
    }

    /** Whether its cards can be given to people. */
    boolean isIssued() {
        return exported && !voided;
    }

    int card(int serial) {
        return firstCard + serial - batch.range().first();
    }

    int serial(int card) {
        return batch.range().first() + card - firstCard;
    }

    Optional<String> holder(int serial) {
        return Optional.ofNullable(holders.floorEntry(serial)).map(Map.Entry::getValue);
    }

    /** Whether all of them are in one hand, and in this one. */
    public boolean isHeldBy(String holder, CardRange range) {
        return holder(range.first()).filter(holder::equals).isPresent()
                && holders.subMap(range.first(), false, range.last(), true).values().stream().allMatch(holder::equals);
    }

    void export() {
        exported = true;
        holders.put(batch.range().first(), PRINTER);
    }

    void handOver(CardRange range, String to) {
        Optional<String> after = holder(range.last());
        holders.subMap(range.first(), true, range.last(), true).clear();
        put(range.first(), to);
        if (range.last() < batch.range().last() && !holders.containsKey(range.last() + 1)) {
            after.ifPresent(holder -> put(range.last() + 1, holder));
        }
        Map.Entry<Integer, String> next = holders.higherEntry(range.last());
        if (next != null && next.getKey() == range.last() + 1 && next.getValue().equals(to)) {
            holders.remove(next.getKey());
        }
    }

    /** Rows that lie side by side in one hand are one row, so that the same custody is always the same state. */
    private void put(int first, String holder) {
        Map.Entry<Integer, String> before = holders.lowerEntry(first);
        if (before == null || !before.getValue().equals(holder)) {
            holders.put(first, holder);
        }
    }

    CardBatchStatus status() {
        return new CardBatchStatus(batch, hashed, exported, voided, activated, redeemed);
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        CardBytes.write(batch, to);
        to.i32(hashed).flag(exported).flag(voided).i32(activated).i32(redeemed).i32(holders.size());
        holders.forEach((first, holder) -> to.i32(first).text(holder));
    }

    static CardBatchState read(EntrySource from, int firstCard) {
        CardBatchState state = new CardBatchState(CardBytes.readBatch(from), firstCard);
        state.hashed = from.i32();
        state.exported = from.flag();
        state.voided = from.flag();
        state.activated = from.i32();
        state.redeemed = from.i32();
        int count = from.i32();
        for (int i = 0; i < count; i++) {
            state.holders.put(from.i32(), from.text());
        }
        return state;
    }
}
