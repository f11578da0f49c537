package io.wattle.protocols.dlms.object.typed;

/**
 * The meter's clock (class 8).
 *
 * @param zone minutes by which UTC is ahead of local time
 * @param status of its time: 0 is good
 * @param deviation minutes of daylight saving
 * @param base 0 not defined, 1 crystal, 2 and 3 mains, 4 GPS, 5 radio
 */
public record Clock(Part<Moment> time, Part<Long> zone, Part<Integer> status, Part<Moment> savingBegins,
        Part<Moment> savingEnds, Part<Long> deviation, Part<Boolean> savingEnabled, Part<Integer> base)
        implements
            TypedObject {

    static Clock of(Fields fields) {
        return new Clock(fields.moment(2), minutes(fields, 3),
                fields.part(4, Decode::unsigned8, status -> status == 0 ? "good" : "0x" + Integer.toHexString(status)),
                fields.moment(5), fields.moment(6), minutes(fields, 7), fields.bool(8),
                fields.choice(9, Words.CLOCK_BASE));
    }

    private static Part<Long> minutes(Fields fields, int attribute) {
        return fields.part(attribute, Decode::whole, number -> number + " min");
    }
}
