package io.wattle.protocols.dlms.field;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.Steps;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.ActivityCalendar;
import io.wattle.protocols.dlms.object.typed.CalendarPlan;
import io.wattle.protocols.dlms.object.typed.Moment;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.dlms.object.typed.SpecialDay;
import io.wattle.protocols.dlms.object.typed.SpecialDays;
import io.wattle.protocols.meter.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A meter's tariff calendar and its special days (classes 20 and 11). Calls block; for one thread at a time. */
public final class CalendarWork {
    private static final int NAME_PASSIVE = 6;
    private static final int ACTIVATION = 10;

    private final MeterObject calendar;
    private final MeterObject days;

    /** @param address says under which names the meter has them */
    public CalendarWork(CosemLink link, DlmsAddress address) {
        MeterTimes times = new MeterTimes(address.utcOffsetMinutes());
        this.calendar = new MeterObject(link, 20, address.model().objects().calendar(), "calendar", times);
        this.days = new MeterObject(link, 11, address.model().objects().specialDays(), "special days", times);
    }

    /** Both calendars. */
    public Outcome<Found<ActivityCalendar>> read() {
        return calendar.read(ACTIVATION, ScaleBook.empty())
                .map(described -> MeterObject.as(ActivityCalendar.class, described));
    }

    /**
     * Writes the passive calendar, and when it takes over. Until it is written in whole none takes over, whatever time
     * was set before. What comes back is what the meter then holds.
     */
    public Outcome<Found<ActivityCalendar>> write(CalendarPlan plan, Moment takesOver) {
        Optional<String> fault = plan.faults();
        if (fault.isPresent()) {
            return MeterObject.refused(fault.get());
        }
        List<CosemValue> values;
        try {
            values = plan.values(calendar.times());
        } catch (IllegalArgumentException notWritable) {
            return MeterObject.refused(String.valueOf(notWritable.getMessage()));
        }
        Outcome<Boolean> written = calendar.write(Map.of(ACTIVATION, new Moment.Never().value(calendar.times())));
        for (int i = 0; i < values.size(); i++) {
            Map<Integer, CosemValue> next = Map.of(NAME_PASSIVE + i, values.get(i));
            written = written.then(_ -> calendar.write(next));
        }
        if (!(takesOver instanceof Moment.Never)) {
            written = written.then(_ -> calendar.write(Map.of(ACTIVATION, takesOver.value(calendar.times()))));
        }
        return written.then(_ -> Steps.afterInstruction(
                read().then(now -> now.object().passive().plan().filter(plan::equals).isPresent() || now.object()
                        .active()
                        .plan()
                        .filter(
                                plan::equals)
                        .isPresent()
                                ? Outcome.done(now)
                                : MeterObject.refused("the meter holds another calendar than was written"))));
    }

    /** Has the passive calendar take over now. */
    public Outcome<Found<ActivityCalendar>> activate() {
        return calendar.call(1, new Whole(Whole.Type.INT8, 0)).then(_ -> Steps.afterInstruction(read()));
    }

    /** The special days. */
    public Outcome<Found<SpecialDays>> days() {
        return days.read(2, ScaleBook.empty()).map(described -> MeterObject.as(SpecialDays.class, described));
    }

    /** Puts one in, in place of the one that had its index. */
    public Outcome<Found<SpecialDays>> insert(SpecialDay day) {
        return days.call(1, day.value()).then(_ -> Steps.afterInstruction(days()));
    }

    /** Takes one out. */
    public Outcome<Found<SpecialDays>> delete(int index) {
        return days.call(2, new Whole(Whole.Type.UINT16, index)).then(_ -> Steps.afterInstruction(days()));
    }
}
