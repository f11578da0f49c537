package io.wattle.headend.bench.year;

import java.util.function.Function;
import java.util.function.Predicate;

/** All that can happen at a meter: legal traffic, bad communication, and frauds. */
enum Episode {
    PAID_AND_LOADED(Credits::topUp),
    PAID_AND_LOADED_LATE(Credits::late),
    ANSWER_LOST_LOADED(Credits::answerLostLoaded),
    ANSWER_LOST_NOT_LOADED(Credits::answerLostNotLoaded),
    REFUSED(Credits::refused),
    SEVERAL_UNDER_WAY(Credits::several),

    READINGS_LOST(Weather::lost),
    READINGS_LATE(Weather::late),

    RISE_BIG(Thefts::big),
    RISE_SMALL(Thefts::small),
    RISE_JUST_ABOVE_TOLERANCE(Thefts::justAboveTolerance, life -> !life.meter.rounds()),
    RISE_SLOW(Thefts::slow, life -> !life.meter.rounds()),
    RISE_WITH_REGISTER_FORWARD(Thefts::registerForward),
    RISE_IN_GAP(Thefts::inGap),
    RISE_BEFORE_LATE_READING(Thefts::beforeLateReading),
    REGISTER_BACK(Thefts::registerBack, life -> life.meter.shownRegister() > 50 * life.house.dayUnits()),
    BALANCE_LOST(Thefts::lost, life -> life.meter.balance() > 200),
    CLOCK_BACK(Thefts::clockBack),

    RISE_WITH_CREDIT(CreditFrauds::riseBeside),
    CREDIT_OF_ANOTHER_METER(CreditFrauds::ofAnotherMeter),
    CREDIT_REVOKED(CreditFrauds::revoked),
    CREDIT_TWICE(CreditFrauds::twice),
    CREDIT_IN_PART(CreditFrauds::inPart),
    CREDIT_NOT_SHOWN(CreditFrauds::notShown);

    private final Function<MeterLife, Script> script;
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
}
