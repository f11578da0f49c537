package io.wattle.simulator.household;

/** What a utility supplies. Rates and units differ; one unit is 3,600,000 rate milliseconds for each of them. */
public enum Service {
    /** Rate in watts, counted in watt-hours. */
    ELECTRICITY,
    /** Rate in litres per hour, counted in litres. */
    WATER,
    /** Rate in litres per hour, counted in litres. */
    GAS
}
