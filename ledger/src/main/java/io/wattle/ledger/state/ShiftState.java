package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.TillBytes;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.ShiftStatus;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderLine;
import io.wattle.ledger.till.TenderSum;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A shift that was not counted yet. For the ledger thread; changed by {@link TillApplier} alone. */
public final class ShiftState {
    public final String shiftId;
    public final String till;
    public final String cashier;
    public final Optional<String> vendor;
    final List<ShiftMoney> money;
    final Instant openedAt;
    boolean closed;
    List<TenderSum> declared = List.of();
    /** By tender and currency; at most 6 of each currency. */
    private final Map<String, TenderLine> lines = new TreeMap<>();
    /** What a vendor earned in it, by currency. */
    public final Map<String, Long> commissions = new TreeMap<>();

    ShiftState(TillFact.ShiftOpened opened, Instant openedAt) {
        this.shiftId = opened.shiftId();
        this.till = opened.till();
        this.cashier = opened.cashier();
        this.vendor = opened.vendor();
        this.money = opened.money();
        this.openedAt = openedAt;
    }

    public boolean closed() {
        return closed;
    }

    public Optional<ShiftMoney> money(String currency) {
        return money.stream().filter(one -> one.currency().equals(currency)).findFirst();
    }

    public TenderLine line(Tender tender, String currency) {
        return lines.getOrDefault(key(tender, currency), TenderLine.empty(tender, currency));
    }

    void line(TenderLine line) {
        lines.put(key(line.tender(), line.currency()), line);
    }

    public Collection<TenderLine> lines() {
        return lines.values();
    }

    /** Of all tenders together. */
    public long soldMinor(String currency) {
        return lines.values()
                .stream()
                .filter(line -> line.currency().equals(currency))
                .mapToLong(TenderLine::soldMinor)
                .sum();
    }

    long commission(String currency) {
        return commissions.getOrDefault(currency, 0L);
    }

    ShiftStatus status() {
        return new ShiftStatus(shiftId, till, cashier, vendor, money, openedAt, closed, declared,
                List.copyOf(lines.values()));
    }

    private static String key(Tender tender, String currency) {
        return tender.name() + " " + currency;
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(shiftId).text(till).text(cashier).optional(vendor, to::text).instant(openedAt).flag(closed);
        Lists.write(to, money, one -> TillBytes.write(one, to));
        TillBytes.write(declared, to);
        Lists.write(to, List.copyOf(lines.values()), line -> to.enumerated(line.tender())
                .text(line.currency())
                .i32(line.sales())
                .i64(line.takenMinor())
                .i64(line.reversedMinor())
                .i64(line.floatMinor()));
        Lists.write(to, List.copyOf(commissions.entrySet()), one -> to.text(one.getKey()).i64(one.getValue()));
    }

    static ShiftState read(EntrySource from) {
        String shiftId = from.text();
        String till = from.text();
        String cashier = from.text();
        Optional<String> vendor = from.optional(from::text);
        Instant openedAt = from.instant();
        boolean closed = from.flag();
        ShiftState shift = new ShiftState(new TillFact.ShiftOpened(shiftId, till, cashier, vendor,
                Lists.read(from, () -> TillBytes.readMoney(from))), openedAt);
        shift.closed = closed;
        shift.declared = TillBytes.readSums(from);
        Lists.read(from, () -> new TenderLine(TillBytes.tender(from), from.text(), from.i32(), from.i64(), from.i64(),
                from.i64())).forEach(shift::line);
        Lists.read(from, () -> Map.entry(from.text(), from.i64()))
                .forEach(one -> shift.commissions.put(one.getKey(), one.getValue()));
        return shift;
    }
}
