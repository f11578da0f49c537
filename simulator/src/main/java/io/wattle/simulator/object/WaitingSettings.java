package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTime;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.ActivityCalendar;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The passive calendar and the passive price, which become the active ones when they are told to or at their time (classes
 * 20 and 113). Guarded by its meter's lock.
 */
final class WaitingSettings {
    private static final CosemAttribute CALENDAR_TIME = new CosemAttribute(20, Settings.CALENDAR, 10);
    private static final CosemAttribute CHARGE_TIME = new CosemAttribute(113, Settings.CHARGE, 7);
    private static final MeterTimes TIMES = new MeterTimes(0);
    private static final int SIDE = 4; // attributes of the active calendar, and of the passive one

    private final Function<CosemAttribute, CosemValue> settings;
    private final BiConsumer<CosemAttribute, CosemValue> change;

    WaitingSettings(Function<CosemAttribute, CosemValue> settings, BiConsumer<CosemAttribute, CosemValue> change) {
        this.settings = settings;
        this.change = change;
    }

    /** Does what is due; says whether anything was. */
    boolean settle(long shownMs) {
        boolean calendar = isDue(CALENDAR_TIME, shownMs);
        boolean charge = isDue(CHARGE_TIME, shownMs);
        if (calendar) {
            change.accept(CALENDAR_TIME, Values.never());
            activateCalendar();
        }
        if (charge) {
            change.accept(CHARGE_TIME, Values.never());
            activateCharge();
        }
        return calendar || charge;
    }

    /** False if the passive calendar is none that a meter could follow: then the active one stays. */
    boolean activateCalendar() {
        if (!isGood()) {
            return false;
        }
        for (int attribute = 2; attribute < 2 + SIDE; attribute++) {
            copy(20, Settings.CALENDAR, attribute + SIDE, attribute);
        }
        return true;
    }

    void activateCharge() {
        copy(113, Settings.CHARGE, 6, 5);
    }

    private boolean isGood() {
        Map<Integer, CosemValue> passive = new HashMap<>();
        for (int attribute = 2 + SIDE; attribute < 2 + 2 * SIDE; attribute++) {
            passive.put(attribute, settings.apply(new CosemAttribute(20, Settings.CALENDAR, attribute)));
        }
        return TypedObject.of(20, new ObisCode(Settings.CALENDAR), passive, ScaleBook.empty(),
                TIMES).object() instanceof ActivityCalendar calendar
                && calendar.passive().plan().filter(plan -> plan.faults().isEmpty()).isPresent();
    }

    private boolean isDue(CosemAttribute time, long shownMs) {
        return TIMES.read(settings.apply(time))
                .map(MeterTime::at)
                .filter(at -> at.toEpochMilli() <= shownMs)
                .isPresent();
    }

    private void copy(int classId, String name, int from, int to) {
        change.accept(new CosemAttribute(classId, name, to), settings.apply(new CosemAttribute(classId, name, from)));
    }
}
