package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.vending.FeePaid;
import io.wattle.ledger.vending.FreeClaim;
import io.wattle.ledger.vending.Sale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** What was sold to a meter this month and today, and how far its fees are paid. For the ledger thread. */
public final class SaleCounters {
    /** The day of the last sale; all below is of its month, or of it. */
    private LocalDate day = LocalDate.EPOCH;
    private long monthUnits;
    private long monthCharged;
    private long monthMinimum;
    private final Map<String, Long> monthDiscounts = new LinkedHashMap<>();
    private long dayUnits;
    private long dayMoney;
    private List<FeePaid> fees = List.of();
    private Optional<FreeClaim> freeClaim = Optional.empty();

    /** Of somebody who bought nothing yet, and whose matter these fees are from then on. */
    static SaleCounters begun(List<FeePaid> fees) {
        SaleCounters counters = new SaleCounters();
        counters.fees = List.copyOf(fees);
        return counters;
    }

    /** The block counter. */
    long monthUnits(LocalDate today) {
        return isSameMonth(today) ? monthUnits : 0;
    }

    /** Charged for units, towards a minimum charge. */
    long monthCharged(LocalDate today) {
        return isSameMonth(today) ? monthCharged : 0;
    }

    /** Paid to fill up to a minimum charge, and not used up. */
    long monthMinimum(LocalDate today) {
        return isSameMonth(today) ? monthMinimum : 0;
    }

    Map<String, Long> monthDiscounts(LocalDate today) {
        return isSameMonth(today) ? Map.copyOf(monthDiscounts) : Map.of();
    }

    long dayUnits(LocalDate today) {
        return today.equals(day) ? dayUnits : 0;
    }

    long dayMoney(LocalDate today) {
        return today.equals(day) ? dayMoney : 0;
    }

    public Optional<FeePaid> fee(String name) {
        return fees.stream().filter(fee -> fee.name().equals(name)).findFirst();
    }

    /** How far free units are claimed; of whom nothing is known, nothing of this month. */
    FreeClaim claim(LocalDate today) {
        return freeClaim.orElse(new FreeClaim(today.getYear() * 12L + today.getMonthValue() - 2, 0));
    }

    /** A clock that went back a day counts on where it was. */
    void add(Sale sale, SoldCount count, boolean isConversion) {
        if (sale.day().isAfter(day)) {
            begin(sale.day());
        }
        monthUnits += count.monthUnits();
        monthCharged += count.monthCharged();
        monthMinimum += count.monthMinimum();
        count.monthDiscounts().forEach((name, amount) -> monthDiscounts.merge(name, amount, Long::sum));
        dayUnits += count.dayUnits();
        dayMoney += isConversion ? 0 : sale.moneyMinor();
        sale.fees().forEach(this::paid);
        freeClaim = sale.freeClaim().or(() -> freeClaim);
    }

    /**
     * A credit's units went back: what is not in the meter did not move the counters after all. A claim of free units that
     * brought nothing can be made again, unless another was made since.
     */
    void takeBack(CreditState credit) {
        credit.count.ifPresent(count -> takeBack(count, credit::ofRemaining, credit.loaded == 0));
    }

    private void takeBack(SoldCount count, LongUnaryOperator share, boolean isAll) {
        if (isSameMonth(count.day())) {
            monthUnits = without(monthUnits, count.monthUnits(), share);
            monthCharged = without(monthCharged, count.monthCharged(), share);
            monthMinimum = without(monthMinimum, count.monthMinimum(), share);
            count.monthDiscounts()
                    .forEach((name, amount) -> monthDiscounts.computeIfPresent(name,
                            (_, given) -> without(given, amount, share)));
            if (count.day().equals(day)) {
                dayUnits = without(dayUnits, count.dayUnits(), share);
            }
        }
        if (isAll && count.claimAfter().equals(freeClaim)) {
            count.claimBefore().ifPresent(before -> freeClaim = Optional.of(before));
        }
    }

    /** A sale did not happen after all: nobody has paid more of its fees since. What its credit counted went back with it. */
    void undo(SoldSale sale) {
        for (SoldSale.FeeMoved fee : sale.fees()) {
            List<FeePaid> next = new ArrayList<>(fees);
            next.removeIf(one -> one.name().equals(fee.after().name()));
            fee.before().ifPresent(next::add);
            fees = List.copyOf(next);
        }
        sale.count().ifPresent(count -> takeBack(count, whole -> whole, true));
        if (sale.day().filter(day::equals).isPresent()) {
            dayMoney = Math.max(0, dayMoney - sale.dayMoneyMinor());
        }
    }

    private static long without(long counted, long whole, LongUnaryOperator share) {
        return Math.max(0, counted - share.applyAsLong(whole));
    }

    private void begin(LocalDate next) {
        if (!isSameMonth(next)) {
            monthUnits = 0;
            monthCharged = 0;
            monthMinimum = 0;
            monthDiscounts.clear();
        }
        dayUnits = 0;
        dayMoney = 0;
        day = next;
    }

    private void paid(FeePaid fee) {
        List<FeePaid> next = new ArrayList<>(fees);
        next.removeIf(one -> one.name().equals(fee.name()));
        next.add(fee);
        fees = List.copyOf(next);
    }

    private boolean isSameMonth(LocalDate other) {
        return other.getYear() == day.getYear() && other.getMonthValue() == day.getMonthValue();
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        SaleBytes.date(day, to);
        to.i64(monthUnits).i64(monthCharged).i64(monthMinimum).i64(dayUnits).i64(dayMoney);
        Lists.write(to, List.copyOf(monthDiscounts.entrySet()), one -> to.text(one.getKey()).i64(one.getValue()));
        Lists.write(to, fees, fee -> SaleBytes.write(fee, to));
        to.optional(freeClaim, claim -> SaleBytes.write(claim, to));
    }

    static SaleCounters read(EntrySource from) {
        SaleCounters counters = new SaleCounters();
        counters.day = SaleBytes.date(from);
        counters.monthUnits = from.i64();
        counters.monthCharged = from.i64();
        counters.monthMinimum = from.i64();
        counters.dayUnits = from.i64();
        counters.dayMoney = from.i64();
        Lists.read(from, () -> Map.entry(from.text(), from.i64()))
                .forEach(one -> counters.monthDiscounts.put(one.getKey(), one.getValue()));
        counters.fees = Lists.read(from, () -> SaleBytes.readFee(from));
        counters.freeClaim = from.optional(() -> SaleBytes.readClaim(from));
        return counters;
    }
}
