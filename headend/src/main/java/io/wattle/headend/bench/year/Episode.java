package io.wattle.headend.bench.year;

import java.util.function.Function;
import java.util.function.Predicate;

/** All that can happen at a meter: legal traffic, bad communication, and frauds. */
public enum Episode {
    PAID_AND_LOADED(Credits::topUp),
    PAID_AND_LOADED_LATE(Credits::late),
    ANSWER_LOST_LOADED(Credits::answerLostLoaded),
    ANSWER_LOST_NOT_LOADED(Credits::answerLostNotLoaded),
    CREDIT_REFUSED(Credits::refused),
    SEVERAL_UNDER_WAY(Credits::several),
    TOKEN_ENTERED_LATE(Credits::token),
    TOKEN_ENTERED_AFTER_ITS_WINDOW(Credits::tokenEnteredAfterItsWindow, Episode::hasNineDays),
    TOKEN_NEVER_ENTERED(Credits::tokenNeverEntered, Episode::hasNineDays),
    EMERGENCY_CREDIT(Credits::emergency),

    CREDIT_CLEARED(Visits::clearCredit),
    KEYS_CHANGED(Visits::keyChange),
    TAMPER_RESET(Visits::tamperReset),
    REGISTER_RESET(Visits::registerReset, life -> life.meter.shownRegister() > life.house.dayUnits() + 1_000),
    BALANCE_ADJUSTED(Visits::adjustment),
    TARIFF_CHANGED(Visits::tariffChange, life -> life.meter.traits.nature() == Nature.MONEY),
    METER_REPLACED(Visits::replacement),

    READINGS_LOST(Weather::lost),
    READINGS_LATE(Weather::late),
    READINGS_MIXED_UP(Weather::mixed),
    READING_REPEATED(Weather::repeated),
    BALANCE_NOT_READ(Weather::withoutBalance),

    RISE_BIG(Thefts::big),
    RISE_SMALL(Thefts::small),
    RISE_JUST_ABOVE_TOLERANCE(Thefts::justAboveTolerance, life -> life.meter.isExact()),
    RISE_SLOW(Thefts::slow, life -> life.meter.isExact()),
    RISE_WITH_REGISTER_FORWARD(Thefts::registerForward),
    RISE_IN_GAP(Thefts::inGap),
    RISE_BEFORE_LATE_READING(Thefts::beforeLateReading),
    REGISTER_BACK(Thefts::registerBack, life -> life.meter.shownRegister() > 50 * life.house.dayUnits() + 2_000),
    BALANCE_LOST(Thefts::lost, life -> life.meter.balance() > 200),
    RETIRED_METER_USED(Visits::retiredMeterUsed),

    CLOCK_BACK_WITH_RISE(Clocks::backWithRise, Episode::isFarFromTheEndOfItsRegister),
    CLOCK_JUMPED(Clocks::jump, Episode::isDrawing),
    CLOCK_AHEAD(Clocks::ahead, life -> life.meter.traits.dailyCharge() == 0),
    CLOCK_LOST(Clocks::lost, Episode::isDrawing),

    RISE_WITH_CREDIT(CreditFrauds::riseBeside),
    CREDIT_OF_ANOTHER_METER(CreditFrauds::ofAnotherMeter),
    CREDIT_REVOKED(CreditFrauds::revoked),
    CREDIT_TWICE(CreditFrauds::twice),
    CREDIT_REPLAYED(CreditFrauds::replayed, life -> !life.meter.traits.hasLog()),
    CREDIT_IN_PART(CreditFrauds::inPart),
    CREDIT_IN_PART_AGAIN(CreditFrauds::inPartAgain),
    CREDIT_IN_PART_THEN_THE_REST(CreditFrauds::inPartThenTheRest, life -> !life.meter.traits.hasLog()),
    CREDIT_NOT_SHOWN(CreditFrauds::notShown),
    CREDIT_FORGED(CreditFrauds::forged, life -> life.meter.traits.hasLog());

    @SuppressWarnings("ImmutableEnumChecker") // all are methods without a state of their own
    private final Function<MeterLife, Script> script;
    @SuppressWarnings("ImmutableEnumChecker") // as above
    private final Predicate<MeterLife> fits;

    Episode(Function<MeterLife, Script> script) {
        this(script, life -> true);
    }

    Episode(Function<MeterLife, Script> script, Predicate<MeterLife> fits) {
        this.script = script;
        this.fits = fits;
    }

    /** Whether it can happen at this meter as it is now. */
    boolean fits(MeterLife life) {
        return fits.test(life);
    }

    Script begin(MeterLife life) {
        return script.apply(life);
    }

    private static boolean hasNineDays(MeterLife life) {
        return life.plan.leaves(9, life.now());
    }

    private static boolean isDrawing(MeterLife life) {
        return life.house.dayUnits() > 100 && life.meter.balance() > 3 * life.dayValue()
                && isFarFromTheEndOfItsRegister(life);
    }

    /** A register that rolls over is lower than before, and so is one of a reading that comes late. */
    private static boolean isFarFromTheEndOfItsRegister(MeterLife life) {
        return life.meter.shownRegister() < life.meter.traits.nature().registerModulus - 4 * life.house.dayUnits();
    }
}
