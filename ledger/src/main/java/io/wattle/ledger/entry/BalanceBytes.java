package io.wattle.ledger.entry;

import io.wattle.ledger.balance.Carry;
import io.wattle.ledger.balance.Carry.TaxCarry;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.Share;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Facts about balances that live here, and the parts that they are made of, as bytes and back. Pure. */
public final class BalanceBytes {
    static final int BALANCE_KEPT = 110;
    static final int USAGE_READ = 111;
    static final int DEDUCTIONS_REVERSED = 112;
    static final int USAGE_DEDUCTED = 113;
    static final int DAY_CHARGED = 114;
    static final int BALANCE_PAID = 115;
    static final int CREDIT_GRANTED = 116;
    static final int WARNING_DAYS_SET = 117;
    /** A deduction that counts towards a minimum charge of the month. */
    static final int USAGE_DEDUCTED_OF_MONTH = 200;
    static final int LIMIT_ORDERED = 220;
    static final int LIMIT_ANSWERED = 221;
    static final int LIMIT_WITHDRAWN = 222;

    private BalanceBytes() {}

    static int number(BalanceFact fact) {
        return switch (fact) {
            case BalanceFact.BalanceKept _ -> BALANCE_KEPT;
            case BalanceFact.UsageRead _ -> USAGE_READ;
            case BalanceFact.DeductionsReversed _ -> DEDUCTIONS_REVERSED;
            case BalanceFact.UsageDeducted f -> f.deduction().after().monthNano().isPresent()
                    ? USAGE_DEDUCTED_OF_MONTH
                    : USAGE_DEDUCTED;
            case BalanceFact.DayCharged _ -> DAY_CHARGED;
            case BalanceFact.BalancePaid _ -> BALANCE_PAID;
            case BalanceFact.CreditGranted _ -> CREDIT_GRANTED;
            case BalanceFact.WarningDaysSet _ -> WARNING_DAYS_SET;
            case BalanceFact.LimitOrdered _ -> LIMIT_ORDERED;
            case BalanceFact.LimitAnswered _ -> LIMIT_ANSWERED;
            case BalanceFact.LimitWithdrawn _ -> LIMIT_WITHDRAWN;
        };
    }

    static void write(BalanceFact fact, EntryBytes to) {
        to.text(fact.meter());
        switch (fact) {
            case BalanceFact.BalanceKept f -> SaleBytes.date(f.firstDay(), zone(f.zone(), to.unit(f.unit())));
            case BalanceFact.UsageRead f -> write(f.point(), to);
            case BalanceFact.DeductionsReversed f -> list(f.deductionIds(), to, to::text);
            case BalanceFact.UsageDeducted f -> {
                write(f.deduction(), to);
                f.deduction().after().monthNano().ifPresent(to::i64);
            }
            case BalanceFact.DayCharged f -> {
                SaleBytes.date(f.day(), to);
                SaleBytes.date(f.next(), to);
                list(f.shares(), to.quantity(f.total()), share -> write(share, to));
            }
            case BalanceFact.BalancePaid f -> to.text(f.paymentId()).quantity(f.amount());
            case BalanceFact.CreditGranted f ->
                to.text(f.grantId()).enumerated(f.kind()).quantity(f.amount()).i64(f.owed()).text(f.reason());
            case BalanceFact.WarningDaysSet f -> to.i32(f.days());
            case BalanceFact.LimitOrdered f -> to.i64(f.perHour()).flag(f.normal()).text(f.reason());
            case BalanceFact.LimitAnswered f -> to.enumerated(f.answer()).text(f.detail());
            case BalanceFact.LimitWithdrawn f -> to.text(f.reason());
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<BalanceFact> read(int number, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case BALANCE_KEPT -> new BalanceFact.BalanceKept(from.text(), from.unit(), readZone(from),
                    SaleBytes.date(from));
            case USAGE_READ -> new BalanceFact.UsageRead(from.text(), readPoint(from));
            case DEDUCTIONS_REVERSED -> new BalanceFact.DeductionsReversed(from.text(), readList(from, from::text));
            case USAGE_DEDUCTED -> new BalanceFact.UsageDeducted(from.text(), readDeduction(from));
            case USAGE_DEDUCTED_OF_MONTH -> {
                String meter = from.text();
                Deduction deduction = readDeduction(from);
                yield new BalanceFact.UsageDeducted(meter, ofMonth(deduction, OptionalLong.of(from.i64())));
            }
            case DAY_CHARGED -> new BalanceFact.DayCharged(from.text(), SaleBytes.date(from), SaleBytes.date(from),
                    from.money(), readList(from, () -> readShare(from)));
            case BALANCE_PAID -> new BalanceFact.BalancePaid(from.text(), from.text(), from.quantity());
            case CREDIT_GRANTED -> new BalanceFact.CreditGranted(from.text(), from.text(),
                    from.enumerated(GrantKind.values()), from.quantity(), from.i64(), from.text());
            case WARNING_DAYS_SET -> new BalanceFact.WarningDaysSet(from.text(), from.i32());
            case LIMIT_ORDERED -> new BalanceFact.LimitOrdered(from.text(), from.i64(), from.flag(), from.text());
            case LIMIT_ANSWERED -> new BalanceFact.LimitAnswered(from.text(),
                    from.enumerated(Command.Answer.values()), from.text());
            case LIMIT_WITHDRAWN -> new BalanceFact.LimitWithdrawn(from.text(), from.text());
            default -> null;
        });
    }

    public static void write(UsagePoint point, EntryBytes to) {
        to.instant(point.takenAt()).i64(point.register()).enumerated(point.quality());
    }

    public static UsagePoint readPoint(EntrySource from) {
        return new UsagePoint(from.instant(), from.i64(), from.enumerated(Quality.values()));
    }

    private static void write(Deduction deduction, EntryBytes to) {
        write(deduction.from(), to.text(deduction.deductionId()));
        write(deduction.to(), to);
        to.i64(deduction.consumed()).quantity(deduction.charged());
        list(deduction.shares(), to, share -> write(share, to));
        list(deduction.lines(), to, line -> write(line, to));
        write(deduction.after(), to);
        to.flag(deduction.estimated());
    }

    private static Deduction readDeduction(EntrySource from) {
        return new Deduction(from.text(), readPoint(from), readPoint(from), from.i64(), from.quantity(),
                readList(from, () -> readShare(from)), readList(from, () -> readLine(from)), readCarry(from),
                from.flag());
    }

    /** With what its month counts towards a minimum charge. */
    public static void writeWhole(Deduction deduction, EntryBytes to) {
        write(deduction, to);
        writeMonth(deduction.after(), to);
    }

    public static Deduction readWholeDeduction(EntrySource from) {
        return ofMonth(readDeduction(from), readMonth(from));
    }

    /** The same. */
    public static void writeWhole(Carry carry, EntryBytes to) {
        write(carry, to);
        writeMonth(carry, to);
    }

    public static Carry readWholeCarry(EntrySource from) {
        return ofMonth(readCarry(from), readMonth(from));
    }

    private static void writeMonth(Carry carry, EntryBytes to) {
        to.flag(carry.monthNano().isPresent()).i64(carry.monthNano().orElse(0));
    }

    private static OptionalLong readMonth(EntrySource from) {
        boolean isThere = from.flag();
        long nano = from.i64();
        return isThere ? OptionalLong.of(nano) : OptionalLong.empty();
    }

    private static Deduction ofMonth(Deduction deduction, OptionalLong nano) {
        return new Deduction(deduction.deductionId(), deduction.from(), deduction.to(), deduction.consumed(),
                deduction.charged(), deduction.shares(), deduction.lines(), ofMonth(deduction.after(), nano),
                deduction.estimated());
    }

    private static Carry ofMonth(Carry carry, OptionalLong nano) {
        return new Carry(carry.monthUnits(), carry.nano(), carry.taxes(), nano);
    }

    private static void write(Carry carry, EntryBytes to) {
        to.i64(carry.monthUnits()).i64(carry.nano());
        list(carry.taxes(), to, tax -> to.text(tax.tax()).i64(tax.nano()));
    }

    private static Carry readCarry(EntrySource from) {
        return new Carry(from.i64(), from.i64(), readList(from, () -> new TaxCarry(from.text(), from.i64())));
    }

    /** By its name, as in the tz database, or an offset. */
    public static EntryBytes zone(ZoneId zone, EntryBytes to) {
        return to.text(zone.getId());
    }

    public static ZoneId readZone(EntrySource from) {
        String id = from.text();
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw from.malformed("no time zone: " + id);
        }
    }

    private static void write(Share share, EntryBytes to) {
        to.flag(share.isTax()).text(share.owner()).i64(share.minor());
    }

    private static Share readShare(EntrySource from) {
        return new Share(from.flag(), from.text(), from.i64());
    }

    private static void write(UsageLine line, EntryBytes to) {
        to.text(line.tariff()).enumerated(line.kind()).text(line.name()).i64(line.units()).i64(line.rate());
        to.i64(line.exactNano());
    }

    private static UsageLine readLine(EntrySource from) {
        return new UsageLine(from.text(), from.enumerated(QuoteLine.Kind.values()), from.text(), from.i64(),
                from.i64(), from.i64());
    }

    private static <T> void list(List<T> list, EntryBytes to, Consumer<T> writer) {
        to.u16(list.size());
        list.forEach(writer);
    }

    private static <T> List<T> readList(EntrySource from, Supplier<T> reader) {
        List<T> list = new ArrayList<>();
        for (int left = from.u16(); left > 0; left--) {
            list.add(reader.get());
        }
        return list;
    }
}
