package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Day;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Season;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Switch;
import io.wattle.protocols.dlms.object.typed.CalendarPlan.Week;
import java.util.List;
import java.util.Optional;

/**
 * The tariff calendar that holds, and the one that waits (class 20).
 *
 * @param activation when the one that waits takes over
 */
public record ActivityCalendar(Side active, Side passive, Part<Moment> activation) implements TypedObject {

    /** One of the two. */
    public record Side(Part<String> name, Part<List<Season>> seasons, Part<List<Week>> weeks, Part<List<Day>> days) {

        /** The whole of it; empty if a part was not understood. */
        public Optional<CalendarPlan> plan() {
            return name.known()
                    .flatMap(known -> seasons.known()
                            .flatMap(theSeasons -> weeks.known()
                                    .flatMap(theWeeks -> days.known()
                                            .map(theDays -> new CalendarPlan(known, theSeasons, theWeeks,
                                                    theDays)))));
        }
    }

    static ActivityCalendar of(Fields fields) {
        return new ActivityCalendar(side(fields, 2), side(fields, 6), fields.moment(10));
    }

    private static Side side(Fields fields, int first) {
        return new Side(fields.text(first),
                fields.part(first + 1, value -> Decode.items(value, item -> season(item, fields)),
                        Words.list(Season::text)),
                fields.part(first + 2, value -> Decode.items(value, ActivityCalendar::week), Words.list(Week::text)),
                fields.part(first + 3, value -> Decode.items(value, ActivityCalendar::day), Words.list(Day::text)));
    }

    private static Season season(CosemValue value, Fields fields) {
        List<CosemValue> parts = Decode.fields(value, 3);
        return new Season(Decode.text(parts.get(0)), fields.momentOf(parts.get(1)), Decode.text(parts.get(2)));
    }

    private static Week week(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 8);
        return new Week(Decode.text(parts.getFirst()),
                parts.subList(1, 8).stream().map(Decode::unsigned8).toList());
    }

    private static Day day(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new Day(Decode.unsigned8(parts.get(0)), Decode.items(parts.get(1), ActivityCalendar::switching));
    }

    private static Switch switching(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 3);
        return new Switch(DayTime.read(Decode.octets(parts.get(0), 4), 0), Decode.name(parts.get(1)),
                Decode.unsigned16(parts.get(2)));
    }
}
