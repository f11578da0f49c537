package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillSale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Facts about the till, and the parts that they are made of, as bytes and back. Pure. */
public final class TillBytes {
    static final int SHIFT_OPENED = 90;
    static final int FLOAT_MOVED = 91;
    static final int SHIFT_CLOSED = 92;
    static final int SHIFT_COUNTED = 93;
    static final int TENDER_TAKEN = 94;
    static final int VENDOR_SET = 95;
    static final int VENDOR_TOPPED_UP = 96;
    static final int SALE_REVERSED = 97;
    static final int ACCOUNT_MONEY_HANDLED = 136;

    private TillBytes() {}

    static int number(TillFact fact) {
        return switch (fact) {
            case TillFact.ShiftOpened _ -> SHIFT_OPENED;
            case TillFact.FloatMoved _ -> FLOAT_MOVED;
            case TillFact.ShiftClosed _ -> SHIFT_CLOSED;
            case TillFact.ShiftCounted _ -> SHIFT_COUNTED;
            case TillFact.TenderTaken _ -> TENDER_TAKEN;
            case TillFact.VendorSet _ -> VENDOR_SET;
            case TillFact.VendorToppedUp _ -> VENDOR_TOPPED_UP;
            case TillFact.SaleReversed _ -> SALE_REVERSED;
            case TillFact.AccountMoneyHandled _ -> ACCOUNT_MONEY_HANDLED;
        };
    }

    static void write(TillFact fact, EntryBytes to) {
        switch (fact) {
            case TillFact.ShiftOpened f -> {
                to.text(f.shiftId()).text(f.till()).text(f.cashier()).optional(f.vendor(), to::text);
                to.u8(f.money().size());
                f.money().forEach(one -> write(one, to));
            }
            case TillFact.FloatMoved f -> to.text(f.shiftId()).quantity(f.change()).text(f.reason());
            case TillFact.ShiftClosed f -> write(f.declared(), to.text(f.shiftId()));
            case TillFact.ShiftCounted f -> {
                write(f.counted(), to.text(f.shiftId()).text(f.cashier()));
                to.u8(f.counts().size());
                f.counts().forEach(one -> to.enumerated(one.tender()).quantity(one.expected()).quantity(one.counted()));
            }
            case TillFact.TenderTaken f -> write(f.sale(), to);
            case TillFact.AccountMoneyHandled f -> {
                to.text(f.shiftId()).text(f.account()).enumerated(f.tender()).optional(f.reference(), to::text);
                to.u8(f.changes().size());
                f.changes().forEach(to::quantity);
            }
            case TillFact.VendorSet f -> to.text(f.vendor()).u16(f.commissionBasisPoints());
            case TillFact.VendorToppedUp f -> to.text(f.vendor())
                    .quantity(f.amount())
                    .enumerated(f.tender())
                    .optional(f.reference(), to::text);
            case TillFact.SaleReversed f -> {
                to.text(f.saleId()).text(f.meter()).text(f.account()).optional(f.sale(), sale -> write(sale, to));
                to.optional(f.shiftId(), to::text).quantity(f.amount()).i64(f.unitsFromMeter()).text(f.reason());
            }
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<TillFact> read(int number, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case SHIFT_OPENED -> new TillFact.ShiftOpened(from.text(), from.text(), from.text(),
                    from.optional(from::text), list(from, () -> readMoney(from)));
            case FLOAT_MOVED -> new TillFact.FloatMoved(from.text(), from.money(), from.text());
            case SHIFT_CLOSED -> new TillFact.ShiftClosed(from.text(), readSums(from));
            case SHIFT_COUNTED -> new TillFact.ShiftCounted(from.text(), from.text(), readSums(from),
                    list(from, () -> readCount(from)));
            case TENDER_TAKEN -> new TillFact.TenderTaken(readSale(from));
            case VENDOR_SET -> new TillFact.VendorSet(from.text(), from.u16());
            case VENDOR_TOPPED_UP -> new TillFact.VendorToppedUp(from.text(), from.money(), tender(from),
                    from.optional(from::text));
            case SALE_REVERSED -> new TillFact.SaleReversed(from.text(), from.text(), from.text(),
                    from.optional(() -> readSale(from)), from.optional(from::text), from.money(), from.i64(),
                    from.text());
            case ACCOUNT_MONEY_HANDLED -> new TillFact.AccountMoneyHandled(from.text(), from.text(), tender(from),
                    from.optional(from::text), list(from, from::money));
            default -> null;
        });
    }

    public static void write(ShiftMoney money, EntryBytes to) {
        to.quantity(new Money(money.floatMinor(), money.currency()))
                .i64(money.saleMaxMinor())
                .i64(
                        money.shiftMaxMinor());
    }

    public static ShiftMoney readMoney(EntrySource from) {
        Money first = from.money();
        return new ShiftMoney(first.currency(), first.amountMinor(), from.i64(), from.i64());
    }

    /** A count (u8), then each. */
    public static void write(List<TenderSum> sums, EntryBytes to) {
        to.u8(sums.size());
        sums.forEach(one -> to.enumerated(one.tender()).quantity(one.amount()));
    }

    public static List<TenderSum> readSums(EntrySource from) {
        return list(from, () -> new TenderSum(tender(from), from.money()));
    }

    public static void write(TillSale sale, EntryBytes to) {
        to.text(sale.saleId()).text(sale.shiftId()).text(sale.meter()).text(sale.account());
        to.enumerated(sale.tender()).quantity(sale.amount()).optional(sale.reference(), to::text);
        to.optional(sale.vendor(), to::text).i64(sale.commissionMinor());
    }

    public static TillSale readSale(EntrySource from) {
        return new TillSale(from.text(), from.text(), from.text(), from.text(), tender(from), from.money(),
                from.optional(from::text), from.optional(from::text), from.i64());
    }

    public static Tender tender(EntrySource from) {
        return from.enumerated(Tender.values());
    }

    private static TenderCount readCount(EntrySource from) {
        return new TenderCount(tender(from), from.money(), from.money());
    }

    private static <T> List<T> list(EntrySource from, Supplier<T> reader) {
        List<T> list = new ArrayList<>();
        for (int left = from.u8(); left > 0; left--) {
            list.add(reader.get());
        }
        return list;
    }
}
