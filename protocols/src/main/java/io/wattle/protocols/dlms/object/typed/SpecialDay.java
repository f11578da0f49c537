package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;

/**
 * A date on which another day of the calendar holds (class 11).
 *
 * @param index 0..65535
 * @param day number of the day in the calendar, 0..255
 */
public record SpecialDay(int index, DatePattern date, int day) {

    public SpecialDay {
        if (index < 0 || index > 65_535 || day < 0 || day > 255) {
            throw new IllegalArgumentException("index must be 0..65535 and day 0..255, were " + index + " and " + day);
        }
    }

    public String text() {
        return index + ": " + date.text() + " day " + day;
    }

    /** As insert takes it. */
    public CosemValue value() {
        return Encode.structure(Encode.unsigned16(index), new CosemValue.Octets(date.bytes()), Encode.unsigned8(day));
    }
}
