package io.wattle.simulator.meter;

/**
 * What really happened to a meter since it was made; the meter itself never tells. Immutable.
 *
 * @param creditAccepted sum of all credit that came through the front door, in Wh or litres
 * @param creditCount how many times it came
 * @param relayOperations how many times the relay changed
 * @param creditByFraud sum of all credit that came otherwise
 * @param bypassed what the balance lost without the register counting it
 */
record MeterTally(long creditAccepted, long creditCount, long relayOperations, long creditByFraud, long bypassed) {
    static final MeterTally NONE = new MeterTally(0, 0, 0, 0, 0);

    MeterTally credited(long amount) {
        return new MeterTally(creditAccepted + amount, creditCount + 1, relayOperations, creditByFraud, bypassed);
    }

    MeterTally relayOperated() {
        return new MeterTally(creditAccepted, creditCount, relayOperations + 1, creditByFraud, bypassed);
    }

    MeterTally defrauded(long amount) {
        return new MeterTally(creditAccepted, creditCount, relayOperations, creditByFraud + amount, bypassed);
    }

    MeterTally bypassed(long units) {
        return new MeterTally(creditAccepted, creditCount, relayOperations, creditByFraud, bypassed + units);
    }
}
