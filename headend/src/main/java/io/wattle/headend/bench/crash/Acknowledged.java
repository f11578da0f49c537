package io.wattle.headend.bench.crash;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that children acknowledged, over all runs: what must be in the journal. Any thread. */
final class Acknowledged {
    private final long seed;
    /** By sequence: what an entry must be about, as {@link JournalAudit} puts it. */
    private final Map<Long, String> entries = new HashMap<>();
    private final Map<String, Long> sequenceOfKey = new HashMap<>();
    private final List<BitSet> turns = Stream.generate(BitSet::new).limit(PaymentOrder.PAYERS).toList();
    private final List<String> contradictions = new ArrayList<>();

    Acknowledged(long seed) {
        this.seed = seed;
    }

    synchronized void paid(long sequence, int payer, long turn) {
        PaymentOrder order = PaymentOrder.of(seed, payer, turn);
        turns.get(payer).set(Math.toIntExact(turn));
        Long before = sequenceOfKey.putIfAbsent(order.key(), sequence);
        if (before != null && before != sequence) {
            contradictions.add("key " + order.key() + " was acknowledged in entry " + before + " and in " + sequence);
        }
        add(sequence, JournalAudit.about("PaymentTaken", order.meter(), Optional.of(order.key())));
    }

    synchronized void done(long sequence, String fact, String meter) {
        add(sequence, JournalAudit.about(fact, meter, Optional.empty()));
    }

    private void add(long sequence, String about) {
        String before = entries.putIfAbsent(sequence, about);
        if (before != null && !before.equals(about)) {
            contradictions.add("entry " + sequence + " was acknowledged as " + before + " and as " + about);
        }
    }

    synchronized int count() {
        return entries.size();
    }

    /** What an entry must be about, if it was acknowledged. */
    synchronized Optional<String> about(long sequence) {
        return Optional.ofNullable(entries.get(sequence));
    }

    /** Where each payer has to go on: a little before the first turn that was not acknowledged, as one who is not sure. */
    synchronized List<Long> goOn() {
        return turns.stream().map(done -> Math.max(0L, done.nextClearBit(0) - Payer.TURNS_AT_ONCE)).toList();
    }

    /** A turn that no payer has come to yet. */
    synchronized long untouchedTurn() {
        return turns.stream().mapToLong(BitSet::length).max().orElse(0) + Payer.TURNS_AT_ONCE;
    }

    synchronized List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
