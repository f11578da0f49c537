package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.Token;

/** Between the tenths of a token (kWh, m3) and the Wh or litres of a meter. Exact. */
final class Units {
    private static final long PER_TENTH = 100;
    private static final long PER_WHOLE = 1_000;

    private Units() {}

    static long ofTenths(long tenths) {
        return Math.multiplyExact(tenths, PER_TENTH);
    }

    /** Such as 25.600 kWh or -0.100 m3. */
    static String shown(long units, Token.Service service) {
        long size = Math.abs(units);
        String thousandths = Long.toString(PER_WHOLE + size % PER_WHOLE).substring(1);
        return (units < 0 ? "-" : "") + size / PER_WHOLE + "." + thousandths
                + (service == Token.Service.ELECTRICITY ? " kWh" : " m3");
    }
}
