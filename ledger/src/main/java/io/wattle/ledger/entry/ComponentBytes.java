package io.wattle.ledger.entry;

import io.wattle.ledger.tariff.plan.*;
import java.time.DateTimeException;
import java.time.MonthDay;

/** What a tariff says, thing by thing, as bytes and back; a part of {@link PlanBytes}. Each number is for one kind, for ever. */
final class ComponentBytes {
    private static final int FLAT = 1;
    private static final int BLOCKS = 2;
    private static final int TIME_OF_USE = 3;
    private static final int STANDING_FEE = 4;
    private static final int MINIMUM_CHARGE = 5;
    private static final int PURCHASE_LIMITS = 6;
    private static final int TAX = 7;
    private static final int FREE_UNITS = 8;
    private static final int DISCOUNT = 9;
    private static final int CHANNEL_FEE = 10;
    private static final int DEBT_RECOVERY = 11;
    private static final int SEWERAGE_OF_CHARGE = 12;
    private static final int SEWERAGE_OF_VOLUME = 13;
    private static final int SCARCITY = 14;
    private static final int FLOW_RESTRICTION = 15;
    private static final int EMERGENCY_TERMS = 16;

    private static final int PERCENT = 1;
    private static final int PER_UNIT = 2;

    private static final int BLOCKS_MAX = 32;
    private static final int PERIODS_MAX = 16;
    private static final int SEASONS_MAX = 16;
    private static final int DAYS_MAX = 1_000;
    private static final int RULES_MAX = 256;
    private static final int SHORT_MAX = 16;

    private ComponentBytes() {}

    static void write(Component component, EntryBytes to) {
        switch (component) {
            case FlatPrice c -> to.u8(FLAT).i64(c.rateMicro());
            case BlockPrice c -> {
                to.u8(BLOCKS).enumerated(c.method());
                PlanBytes.list("blocks", c.blocks(), BLOCKS_MAX, to,
                        block -> to.i64(block.toUnits()).i64(block.rateMicro()));
            }
            case TimeOfUse c -> timeOfUse(c, to.u8(TIME_OF_USE));
            case StandingFee c -> to.u8(STANDING_FEE).text(c.name()).i64(c.amountMicro()).enumerated(c.per());
            case MinimumCharge c -> to.u8(MINIMUM_CHARGE).i64(c.monthMinor());
            case PurchaseLimits c -> {
                range(c.saleMinor(), to.u8(PURCHASE_LIMITS)).i64(c.dayMinorMax());
                range(c.saleUnits(), to).i64(c.dayUnitsMax());
            }
            case Tax c -> tax(c, to.u8(TAX));
            case FreeUnits c -> to.u8(FREE_UNITS)
                    .text(c.name())
                    .i64(c.monthUnits())
                    .i64(c.stackUnitsMax())
                    .flag(c.countInBlocks());
            case Discount c ->
                to.u8(DISCOUNT).text(c.name()).i64(c.ppm()).i64(c.fixedMinor()).i64(c.monthMinorMax()).flag(c.agreed());
            case ChannelFee c ->
                to.u8(CHANNEL_FEE).text(c.channel()).i64(c.ppm()).i64(c.fixedMinor()).i64(c.minorMax());
            case DebtRecovery c -> to.u8(DEBT_RECOVERY)
                    .i64(c.ppm())
                    .i64(c.paymentMinorMax())
                    .i64(c.periodMinorMax())
                    .enumerated(c.period())
                    .i64(c.energySharePpm());
            case Sewerage.OfCharge c -> to.u8(SEWERAGE_OF_CHARGE).i64(c.ppm());
            case Sewerage.OfVolume c -> write(c.price(), to.u8(SEWERAGE_OF_VOLUME).i64(c.returnedPpm()));
            case Scarcity c -> {
                to.u8(SCARCITY);
                PlanBytes.list("scarcity levels", c.levels(), SHORT_MAX, to,
                        level -> to.text(level.name()).i64(level.surchargePpm()));
                PlanBytes.list("scarcity switches", c.switches(), DAYS_MAX, to, one -> {
                    PlanBytes.day(one.from(), to);
                    to.text(one.level());
                });
            }
            case FlowRestriction c -> to.u8(FLOW_RESTRICTION).i64(c.belowUnits()).i64(c.limitPerHour());
            case EmergencyTerms c ->
                to.u8(EMERGENCY_TERMS).i64(c.amountUnits()).i64(c.thresholdUnits()).i64(c.rateMicro());
        }
    }

    static Component read(EntrySource from) {
        int number = from.u8();
        return switch (number) {
            case FLAT, BLOCKS, TIME_OF_USE -> price(number, from);
            case STANDING_FEE ->
                new StandingFee(from.text(), from.i64(), from.enumerated(StandingFee.Period.values()));
            case MINIMUM_CHARGE -> new MinimumCharge(from.i64());
            case PURCHASE_LIMITS -> new PurchaseLimits(readRange(from), from.i64(), readRange(from), from.i64());
            case TAX -> readTax(from);
            case FREE_UNITS -> new FreeUnits(from.text(), from.i64(), from.i64(), from.flag());
            case DISCOUNT -> new Discount(from.text(), from.i64(), from.i64(), from.i64(), from.flag());
            case CHANNEL_FEE -> new ChannelFee(from.text(), from.i64(), from.i64(), from.i64());
            case DEBT_RECOVERY -> new DebtRecovery(from.i64(), from.i64(), from.i64(),
                    from.enumerated(StandingFee.Period.values()), from.i64());
            case SEWERAGE_OF_CHARGE -> new Sewerage.OfCharge(from.i64());
            case SEWERAGE_OF_VOLUME -> new Sewerage.OfVolume(from.i64(), price(from.u8(), from));
            case SCARCITY -> new Scarcity(
                    PlanBytes.readList("scarcity levels", SHORT_MAX, from,
                            () -> new Scarcity.Level(from.text(), from.i64())),
                    PlanBytes.readList("scarcity switches", DAYS_MAX, from,
                            () -> new Scarcity.Switch(PlanBytes.readDay(from), from.text())));
            case FLOW_RESTRICTION -> new FlowRestriction(from.i64(), from.i64());
            case EMERGENCY_TERMS -> new EmergencyTerms(from.i64(), from.i64(), from.i64());
            default -> throw from.malformed("unknown component " + number + " of a tariff");
        };
    }

    private static UnitPrice price(int number, EntrySource from) {
        return switch (number) {
            case FLAT -> new FlatPrice(from.i64());
            case BLOCKS -> new BlockPrice(from.enumerated(BlockPrice.Method.values()), PlanBytes.readList("blocks",
                    BLOCKS_MAX, from, () -> new BlockPrice.Block(from.i64(), from.i64())));
            case TIME_OF_USE -> readTimeOfUse(from);
            default -> throw from.malformed("unknown price " + number + " of a tariff");
        };
    }

    private static void timeOfUse(TimeOfUse use, EntryBytes to) {
        PlanBytes.list("periods", use.periods(), PERIODS_MAX, to,
                period -> to.text(period.name()).i64(period.rateMicro()));
        PlanBytes.list("seasons", use.seasons(), SEASONS_MAX, to, season -> {
            monthDay(season.from(), to.text(season.name()));
            monthDay(season.to(), to);
        });
        PlanBytes.list("holidays", use.holidays(), DAYS_MAX, to, day -> PlanBytes.day(day, to));
        PlanBytes.list("rules", use.rules(), RULES_MAX, to, rule -> {
            PlanBytes.list("days of a rule", rule.days(), SHORT_MAX, to.text(rule.season()), to::enumerated);
            to.u16(rule.fromMinute()).u16(rule.toMinute()).text(rule.period());
        });
    }

    private static TimeOfUse readTimeOfUse(EntrySource from) {
        return new TimeOfUse(
                PlanBytes.readList("periods", PERIODS_MAX, from,
                        () -> new TimeOfUse.Period(from.text(), from.i64())),
                PlanBytes.readList("seasons", SEASONS_MAX, from,
                        () -> new TimeOfUse.Season(from.text(), readMonthDay(from), readMonthDay(from))),
                PlanBytes.readList("holidays", DAYS_MAX, from, () -> PlanBytes.readDay(from)),
                PlanBytes.readList("rules", RULES_MAX, from, () -> new TimeOfUse.Rule(from.text(),
                        PlanBytes.readList("days of a rule", SHORT_MAX, from,
                                () -> from.enumerated(TimeOfUse.DayType.values())),
                        from.u16(), from.u16(), from.text())));
    }

    private static void tax(Tax tax, EntryBytes to) {
        to.text(tax.name());
        switch (tax.amount()) {
            case Tax.Percent(long ppm) -> to.u8(PERCENT).i64(ppm);
            case Tax.PerUnit(long rateMicro) -> to.u8(PER_UNIT).i64(rateMicro);
        }
        PlanBytes.list("bases of a tax", tax.on(), SHORT_MAX, to.flag(tax.inclusive()), to::enumerated);
        PlanBytes.texts("taxes that a tax is on", tax.onTaxes(), to);
        PlanBytes.texts("exempt classes", tax.exemptClasses(), to);
        to.u8(tax.exemptBlocks());
    }

    private static Tax readTax(EntrySource from) {
        String name = from.text();
        int number = from.u8();
        Tax.Amount amount = switch (number) {
            case PERCENT -> new Tax.Percent(from.i64());
            case PER_UNIT -> new Tax.PerUnit(from.i64());
            default -> throw from.malformed("unknown amount " + number + " of a tax");
        };
        return new Tax(name, amount, from.flag(), PlanBytes.readList("bases of a tax", SHORT_MAX, from,
                () -> from.enumerated(Tax.Base.values())), PlanBytes.readTexts("taxes that a tax is on", from),
                PlanBytes.readTexts("exempt classes", from), from.u8());
    }

    private static EntryBytes range(PurchaseLimits.Range range, EntryBytes to) {
        return to.i64(range.min()).i64(range.max());
    }

    private static PurchaseLimits.Range readRange(EntrySource from) {
        return new PurchaseLimits.Range(from.i64(), from.i64());
    }

    private static void monthDay(MonthDay day, EntryBytes to) {
        to.u8(day.getMonthValue()).u8(day.getDayOfMonth());
    }

    private static MonthDay readMonthDay(EntrySource from) {
        int month = from.u8();
        int day = from.u8();
        try {
            return MonthDay.of(month, day);
        } catch (DateTimeException e) {
            throw from.malformed("no day of a year: month " + month + ", day " + day);
        }
    }
}
