package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.object.ObjectKind;

/**
 * What differs on the wire between services.
 *
 * @param register logical name of the cumulative register
 * @param scaler power of ten between the register's numbers and the unit
 * @param unit the unit's number (IEC 62056-6-2, table of units)
 * @param creditUnit what credit is counted in, in words, as it is: the account's currency has scale 0
 */
record Metrology(ObisCode register, int scaler, int unit, String creditUnit) {
    private static final Metrology ELECTRICITY = new Metrology(new ObisCode("1.0.1.8.0.255"), 0, 30, "Wh");
    private static final Metrology WATER = new Metrology(new ObisCode("8.0.1.0.0.255"), -3, 13, "l");
    private static final Metrology GAS = new Metrology(new ObisCode("7.0.3.0.0.255"), -3, 13, "l");

    static Metrology of(Service service) {
        return switch (service) {
            case ELECTRICITY -> ELECTRICITY;
            case WATER -> WATER;
            case GAS -> GAS;
        };
    }

    /** What a limiter watches. */
    ObjectKind.Watch watch() {
        if (equals(ELECTRICITY)) {
            return ObjectKind.Watch.POWER;
        }
        return equals(WATER) ? ObjectKind.Watch.FLOW : ObjectKind.Watch.NOTHING;
    }
}
