package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Debt;
import io.wattle.ledger.vending.FeePaid;
import io.wattle.ledger.vending.FreeClaim;
import io.wattle.ledger.vending.Sale;
import io.wattle.ledger.vending.AroundSale;
import io.wattle.ledger.tariff.sale.Quote.NextBlock;
import io.wattle.ledger.vending.TaxShare;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sales, debts and conversions, as they stand in the journal and in snapshots.
 *
 * <p>Without state, safe for any thread.
 */
public final class SaleBytes {
    private static final int ALL = 1;
    private static final int AMOUNT = 2;
    private static final int UNITS = 3;
    private static final int FREE_UNITS = 4;

    private SaleBytes() {}

    /** Writes a sale. */
    public static void write(Sale sale, EntryBytes to) {
        date(sale.day(), to.text(sale.tariff()).i32(sale.version()));
        to.text(sale.currency()).i64(sale.moneyMinor()).i64(sale.units()).i64(sale.freeUnits());
        to.i64(sale.countedUnits());
        writeLines(sale.lines(), to);
        list(to, sale.taxOfUnits(), tax -> write(tax, to));
        list(to, sale.fees(), fee -> write(fee, to));
        to.optional(sale.freeClaim(), claim -> write(claim, to));
        AroundSale around = sale.around();
        to.i64(around.walletBeforeMinor()).i64(around.walletAfterMinor()).i64(around.arrearsBeforeMinor());
        to.optional(around.nextBlock(),
                next -> to.i64(next.inUnits()).i64(next.rateMicro()).instant(next.resetsAt()));
    }

    /** Reads what {@link #write(Sale, EntryBytes)} wrote. */
    public static Sale readSale(EntrySource from) {
        return new Sale(from.text(), from.i32(), date(from), from.text(), from.i64(), from.i64(), from.i64(),
                from.i64(), readLines(from),
                list(from, () -> readTax(from)), list(from, () -> readFee(from)),
                from.optional(() -> readClaim(from)),
                new AroundSale(from.i64(), from.i64(), from.i64(), from
                        .optional(() -> new NextBlock(from.i64(), from.i64(), from.instant()))));
    }

    static void writeLines(List<QuoteLine> lines, EntryBytes to) {
        list(to, lines, line -> to.enumerated(line.kind())
                .text(line.name())
                .i64(line.units())
                .i64(line.rate())
                .i64(line.amountMinor()));
    }

    static List<QuoteLine> readLines(EntrySource from) {
        return list(from, () -> new QuoteLine(from.enumerated(QuoteLine.Kind.values()), from.text(), from.i64(),
                from.i64(), from.i64()));
    }

    /** Writes a share of a tax. */
    public static void write(TaxShare tax, EntryBytes to) {
        to.text(tax.name()).i64(tax.amountMinor());
    }

    /** Reads what {@link #write(TaxShare, EntryBytes)} wrote. */
    public static TaxShare readTax(EntrySource from) {
        return new TaxShare(from.text(), from.i64());
    }

    /** Writes how far a fee is paid. */
    public static void write(FeePaid fee, EntryBytes to) {
        date(fee.paidUntil(), to.text(fee.name()));
        to.i64(fee.partMinor());
    }

    /** Reads what {@link #write(FeePaid, EntryBytes)} wrote. */
    public static FeePaid readFee(EntrySource from) {
        return new FeePaid(from.text(), date(from), from.i64());
    }

    /** Writes how far free units are claimed. */
    public static void write(FreeClaim claim, EntryBytes to) {
        to.i64(claim.month()).i64(claim.claimedUnits());
    }

    /** Reads what {@link #write(FreeClaim, EntryBytes)} wrote. */
    public static FreeClaim readClaim(EntrySource from) {
        return new FreeClaim(from.i64(), from.i64());
    }

    /** Writes the terms of a debt. */
    public static void write(Debt debt, EntryBytes to) {
        date(debt.since(), to.text(debt.name()));
        to.i64(debt.sharePpm()).i64(debt.monthMinorMax()).i32(debt.priority());
    }

    /** Reads what {@link #write(Debt, EntryBytes)} wrote. */
    public static Debt readDebt(EntrySource from) {
        return new Debt(from.text(), date(from), from.i64(), from.i64(), from.i32());
    }

    /** Writes a conversion. */
    public static void write(Conversion conversion, EntryBytes to) {
        switch (conversion) {
            case Conversion.All _ -> to.u8(ALL);
            case Conversion.FreeUnits _ -> to.u8(FREE_UNITS);
            case Conversion.Amount(Money money) -> to.u8(AMOUNT).quantity(money);
            case Conversion.Units(var units) -> to.u8(UNITS).quantity(units);
        }
    }

    /** Reads what {@link #write(Conversion, EntryBytes)} wrote. */
    public static Conversion readConversion(EntrySource from) {
        int number = from.u8();
        return switch (number) {
            case ALL -> new Conversion.All();
            case FREE_UNITS -> new Conversion.FreeUnits();
            case AMOUNT -> new Conversion.Amount(from.money());
            case UNITS -> new Conversion.Units(from.quantity());
            default -> throw from.malformed("unknown number " + number + " of a conversion");
        };
    }

    /** Writes a day. */
    public static void date(LocalDate day, EntryBytes to) {
        to.i64(day.toEpochDay());
    }

    /** Reads a day. */
    public static LocalDate date(EntrySource from) {
        long day = from.i64();
        if (day < LocalDate.MIN.toEpochDay() || day > LocalDate.MAX.toEpochDay()) {
            throw from.malformed("no day has the number " + day);
        }
        return LocalDate.ofEpochDay(day);
    }

    private static <T> void list(EntryBytes to, List<T> all, Consumer<T> writer) {
        to.u16(all.size());
        all.forEach(writer);
    }

    private static <T> List<T> list(EntrySource from, Supplier<T> reader) {
        int count = from.u16();
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(reader.get());
        }
        return all;
    }
}
