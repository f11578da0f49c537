package io.wattle.ledger.state;

import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardState;
import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.card.CardTable;
import io.wattle.ledger.entry.CardBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All cards and their batches. For the ledger thread; changed by {@link CardApplier} alone. */
final class Cards {
    /** In a record of the state: 37 bytes each, far below what a record may have. */
    private static final int CARDS_A_RECORD = 4_096;

    final CardTable table = new CardTable();
    private final Map<String, CardBatchState> batches = new LinkedHashMap<>();
    private final NavigableMap<Integer, CardBatchState> bySerial = new TreeMap<>();
    private final NavigableMap<Integer, CardBatchState> byCard = new TreeMap<>();
    /** Cards whose buyer was forgotten, and the entry that says so; in that order. */
    private final Map<CardRange, Long> forgottenBuyers = new LinkedHashMap<>();

    /** In the order in which they were ordered. */
    Collection<CardBatchState> batches() {
        return Collections.unmodifiableCollection(batches.values());
    }

    @Nullable
    CardBatchState batch(String batchId) {
        return batches.get(batchId);
    }

    /** The batch that has this serial; null if none has. */
    @Nullable
    CardBatchState ofSerial(int serial) {
        Map.Entry<Integer, CardBatchState> entry = bySerial.floorEntry(serial);
        return entry == null || serial > entry.getValue().batch.range().last() ? null : entry.getValue();
    }

    /** The batch that has all of them. */
    Optional<CardBatchState> ofRange(CardRange range) {
        return Optional.ofNullable(ofSerial(range.first())).filter(batch -> batch.batch.range().contains(range));
    }

    CardBatchState ofCard(int card) {
        return byCard.floorEntry(card).getValue();
    }

    /** A batch that has one of these serials. */
    Optional<CardBatchState> overlapping(CardRange range) {
        return Optional.ofNullable(bySerial.floorEntry(range.last()))
                .map(Map.Entry::getValue)
                .filter(batch -> batch.batch.range().last() >= range.first());
    }

    void create(CardBatch batch) {
        if (batches.containsKey(batch.batchId()) || overlapping(batch.range()).isPresent()) {
            throw new IllegalStateException("a batch of cards is there already: " + batch.batchId());
        }
        CardBatchState state = new CardBatchState(batch, table.reserve(batch.range().count()));
        add(state);
        int lastDay = batch.lastDay().map(LocalDate::toEpochDay).map(Math::toIntExact).orElse(0);
        for (int card = state.firstCard; card < table.reserved(); card++) {
            table.lastDay(card, lastDay);
        }
    }

    boolean isExpired(int card, LocalDate today) {
        return table.lastDay(card) != 0 && today.toEpochDay() > table.lastDay(card);
    }

    /** The activated card whose number has that hash, if it can be used today; else nothing, whatever the reason. */
    Optional<CardStatus> usable(CardHash hash, LocalDate today) {
        int card = table.find(hash);
        if (card < 0) {
            return Optional.empty();
        }
        boolean usable = table.state(card) == CardState.ACTIVATED && !table.isBlocked(card) && !isExpired(card, today);
        return usable ? Optional.of(status(card)) : Optional.empty();
    }

    Optional<CardStatus> status(CardHash hash) {
        int card = table.find(hash);
        return card < 0 ? Optional.empty() : Optional.of(status(card));
    }

    Optional<CardStatus> status(CardSerial serial) {
        return Optional.ofNullable(ofSerial(serial.number())).map(batch -> status(batch.card(serial.number())));
    }

    private CardStatus status(int card) {
        CardBatchState batch = ofCard(card);
        int serial = batch.serial(card);
        int lastDay = table.lastDay(card);
        return new CardStatus(new CardSerial(serial), batch.batch.batchId(), batch.batch.denomination(),
                table.state(card), table.isBlocked(card), batch.voided, batch.holder(serial),
                lastDay == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(lastDay)));
    }

    /** Where the rows begin that each make one record of the state; the batches come before them. */
    IntStream rows() {
        return IntStream.iterate(0, first -> first < table.reserved(), first -> first + CARDS_A_RECORD);
    }

    void forgetBuyer(CardRange range, long sequence) {
        forgottenBuyers.putIfAbsent(range, sequence);
    }

    /** The entry that forgot who bought exactly these cards. */
    Optional<Long> forgottenIn(CardRange range) {
        return Optional.ofNullable(forgottenBuyers.get(range));
    }

    void forEachForgotten(BiConsumer<CardRange, Long> consumer) {
        forgottenBuyers.forEach(consumer);
    }

    /** The cards of one row; {@link #readRow} takes the same fields in the same order. */
    void writeRow(EntryBytes to, int first) {
        int end = Math.min(table.reserved(), first + CARDS_A_RECORD);
        to.i32(first).i32(end - first);
        for (int card = first; card < end; card++) {
            CardBytes.write(table.hash(card), to);
            to.u8(table.mark(card)).i32(table.lastDay(card));
        }
    }

    void readRow(EntrySource from) {
        int first = from.i32();
        int count = from.i32();
        for (int card = first; card < first + count; card++) {
            CardHash hash = CardBytes.readHash(from);
            if (hasNumber(card)) {
                table.put(card, hash);
            }
            table.mark(card, from.u8());
            table.lastDay(card, from.i32());
        }
    }

    void readBatch(EntrySource from) {
        CardBatchState state = CardBatchState.read(from, table.reserved());
        table.reserve(state.batch.range().count());
        add(state);
    }

    private boolean hasNumber(int card) {
        CardBatchState batch = ofCard(card);
        return card - batch.firstCard < batch.hashed;
    }

    private void add(CardBatchState state) {
        batches.put(state.batch.batchId(), state);
        bySerial.put(state.batch.range().first(), state);
        byCard.put(state.firstCard, state);
    }
}
