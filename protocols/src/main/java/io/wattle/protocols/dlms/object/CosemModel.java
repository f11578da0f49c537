package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.cosem.ObisCode;

/**
 * Where a kind of meter keeps what goes beyond a reading (names of IEC 62056-61). What differs from maker to maker belongs
 * here.
 *
 * @param firmware class 1: which program the meter runs; profiles of one program are laid out alike
 * @param loadProfile class 7: the register at regular times
 * @param billingProfile class 7: the register at the ends of billing periods
 * @param eventLog class 7: what happened, by its number
 * @param limiter class 71
 * @param calendar class 20
 * @param specialDays class 11
 * @param push class 40
 * @param image class 18
 * @param security class 64
 * @param charge class 113: what a unit costs
 * @param emergencyCredit class 112: what may be used when the balance is used up
 */
public record CosemModel(ObisCode firmware, ObisCode loadProfile, ObisCode billingProfile, ObisCode eventLog,
        ObisCode limiter, ObisCode calendar, ObisCode specialDays, ObisCode push, ObisCode image, ObisCode security,
        ObisCode charge, ObisCode emergencyCredit) {

    /** The standard's own names. */
    public static CosemModel standard() {
        return new CosemModel(new ObisCode("1.0.0.2.0.255"), new ObisCode("1.0.99.1.0.255"),
                new ObisCode("0.0.98.1.0.255"), new ObisCode("0.0.99.98.0.255"), new ObisCode("0.0.17.0.0.255"),
                new ObisCode("0.0.13.0.0.255"), new ObisCode("0.0.11.0.0.255"), new ObisCode("0.0.25.9.0.255"),
                new ObisCode("0.0.44.0.0.255"), new ObisCode("0.0.43.0.0.255"), new ObisCode("0.0.19.20.0.255"),
                new ObisCode("0.0.19.10.1.255"));
    }
}
