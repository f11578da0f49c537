package io.wattle.ledger.simulation;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillSale;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Shifts and vendors as the model has them, all in USD. */
final class ModelTill {
    private static final Shift NOBODY = new Shift("SHIFT-999999", "bob", Optional.empty());

    static final class Shift {
        final String id;
        final String cashier;
        final Optional<String> vendor;
        boolean closed;
        boolean ended;
        long sold;
        long commission;
        /** What should be in the drawer, of each tender. */
        final Map<Tender, Long> drawer = new TreeMap<>();

        Shift(String id, String cashier, Optional<String> vendor) {
            this.id = id;
            this.cashier = cashier;
            this.vendor = vendor;
        }
    }

    final Map<String, Shift> shifts = new LinkedHashMap<>();
    final Map<String, TillSale> sales = new LinkedHashMap<>();
    final Map<String, Integer> vendors = new TreeMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final Map<String, Long> floats = new TreeMap<>();
    private long missing;

    Shift any(Random random) {
        List<Shift> live = shifts.values().stream().filter(shift -> !shift.ended).toList();
        return live.isEmpty() || random.nextInt(30) == 0 ? NOBODY : live.get(random.nextInt(live.size()));
    }

    void apply(TillFact fact) {
        switch (fact) {
            case TillFact.ShiftOpened f -> open(f);
            case TillFact.FloatMoved f -> move(open(f.shiftId()), Tender.CASH, f.change().amountMinor());
            case TillFact.ShiftClosed f -> close(open(f.shiftId()));
            case TillFact.ShiftCounted f -> count(f);
            case TillFact.TenderTaken f -> take(open(f.sale().shiftId()), f.sale());
            case TillFact.AccountMoneyHandled f -> f.changes().forEach(change -> handle(open(f.shiftId()), f, change));
            case TillFact.VendorSet f -> vendors.put(f.vendor(), f.commissionBasisPoints());
            case TillFact.VendorToppedUp f -> floats.merge(f.vendor(), f.amount().amountMinor(), Long::sum);
            case TillFact.SaleReversed f -> reverse(f);
        }
    }

    private void open(TillFact.ShiftOpened fact) {
        Check.that(shifts.values().stream().noneMatch(one -> !one.closed && one.cashier.equals(fact.cashier())),
                "two shifts of one cashier: %s", fact);
        Shift shift = new Shift(fact.shiftId(), fact.cashier(), fact.vendor());
        Check.that(shifts.put(fact.shiftId(), shift) == null, "opened twice: %s", fact);
        move(shift, Tender.CASH, fact.money().getFirst().floatMinor());
    }

    private void close(Shift shift) {
        shift.closed = true;
        shift.vendor.ifPresent(vendor -> {
            shift.ended = true;
            floats.merge(vendor, shift.commission, Long::sum);
        });
    }

    private void count(TillFact.ShiftCounted fact) {
        Shift shift = Objects.requireNonNull(shifts.get(fact.shiftId()));
        Check.that(shift.closed && !shift.ended && !shift.cashier.equals("ann"), "counted wrongly: %s", fact);
        shift.ended = true;
        long counted = fact.counted().stream().mapToLong(sum -> sum.amount().amountMinor()).sum();
        long expected = shift.drawer.values().stream().mapToLong(Long::longValue).sum();
        missing += expected - counted;
        shift.drawer.replaceAll((_, _) -> 0L);
    }

    private void take(Shift shift, TillSale sale) {
        long amount = sale.amount().amountMinor();
        shift.sold += amount;
        Check.that(amount <= 350 && shift.sold <= 5_000, "beyond the limits of its shift: %s", sale);
        if (shift.vendor.isPresent()) {
            long earned = (amount * Objects.requireNonNull(vendors.get("shop")) * 2 + 10_000) / 20_000;
            Check.that(earned == sale.commissionMinor(), "%s earned %d", sale, earned);
            shift.commission += earned;
            Check.that(floats.merge("shop", -amount, Long::sum) >= 0, "sold without a float: %s", sale);
        } else {
            move(shift, sale.tender(), amount);
        }
        sales.put(sale.saleId(), sale);
    }

    private static void handle(Shift shift, TillFact.AccountMoneyHandled fact, Money change) {
        shift.sold += change.amountMinor();
        move(shift, fact.tender(), change.amountMinor());
        Check.that(shift.vendor.isEmpty() && (change.isPositive() || shift.drawer.getOrDefault(fact.tender(), 0L) >= 0),
                "paid out what is not there: %s", fact);
    }

    private void reverse(TillFact.SaleReversed fact) {
        Check.that(reversed.add(fact.saleId()) && fact.sale().equals(Optional.ofNullable(sales.get(fact.saleId()))),
                "given back twice: %s", fact);
        Shift shift = fact.paidBy().map(shifts::get).orElse(null);
        if (shift == null) {
            return;
        }
        long refund = fact.amount().amountMinor();
        shift.sold -= refund;
        if (shift.vendor.isEmpty()) {
            Check.that(!shift.closed, "paid by a closed shift: %s", fact);
            move(shift, fact.tender(), -refund);
        } else {
            long back = fact.commission().amountMinor();
            shift.commission -= back;
            floats.merge("shop", shift.ended ? refund - back : refund, Long::sum);
        }
    }

    private static void move(Shift shift, Tender tender, long minor) {
        shift.drawer.merge(tender, minor, Long::sum);
    }

    private Shift open(String shiftId) {
        Shift shift = Objects.requireNonNull(shifts.get(shiftId), () -> "there is no shift " + shiftId);
        Check.that(!shift.closed, "%s is closed", shiftId);
        return shift;
    }

    /** Every drawer, float and difference, held against the book. */
    void require(LedgerState state) {
        for (Shift shift : shifts.values()) {
            for (Tender tender : Tender.values()) {
                require(state, AccountType.CASH, tender + "/" + shift.id, -shift.drawer.getOrDefault(tender, 0L));
            }
            Check.that(state.till().shift(shift.id).isPresent() != shift.ended, "%s ended: %s", shift.id, shift.ended);
        }
        floats.forEach((vendor, minor) -> require(state, AccountType.MERCHANT_ACCOUNT, vendor, minor));
        require(state, AccountType.VENDOR_COMMISSION, "shop", shifts.values()
                .stream()
                .filter(shift -> shift.vendor.isPresent() && !shift.ended)
                .mapToLong(shift -> shift.commission)
                .sum());
        long off = balance(state, AccountType.OVER_SHORT, "bob") + balance(state, AccountType.OVER_SHORT, "eve");
        Check.that(off == -missing, "%d too little was counted, the book has %d", missing, -off);
    }

    private static void require(LedgerState state, AccountType type, String owner, long minor) {
        long found = balance(state, type, owner);
        Check.that(found == minor, "%s of %s must be %d, was: %d", type, owner, minor, found);
    }

    private static long balance(LedgerState state, AccountType type, String owner) {
        return state.balance(new AccountKey(type, owner, Unit.money("USD"))).value();
    }
}
