package io.wattle.simulator.keypad;

import java.util.OptionalInt;

/**
 * What management tokens set, and the tamper condition that one of them clears. The meter remembers and shows it; it
 * neither cuts by it nor charges by it. Immutable.
 *
 * @param powerW maximum power, watts
 * @param unbalanceW maximum power unbalance of the phases, watts
 * @param rate tariff rate, 16 bits
 * @param waterFactor 16 bits
 */
record MeterSettings(OptionalInt powerW, OptionalInt unbalanceW, OptionalInt rate, OptionalInt waterFactor,
        boolean tampered) {
    static final MeterSettings NONE = new MeterSettings(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(),
            OptionalInt.empty(), false);

    MeterSettings withPower(int watts) {
        return new MeterSettings(OptionalInt.of(watts), unbalanceW, rate, waterFactor, tampered);
    }

    MeterSettings withUnbalance(int watts) {
        return new MeterSettings(powerW, OptionalInt.of(watts), rate, waterFactor, tampered);
    }

    MeterSettings withRate(int sixteenBits) {
        return new MeterSettings(powerW, unbalanceW, OptionalInt.of(sixteenBits), waterFactor, tampered);
    }

    MeterSettings withWaterFactor(int sixteenBits) {
        return new MeterSettings(powerW, unbalanceW, rate, OptionalInt.of(sixteenBits), tampered);
    }

    MeterSettings withTamper(boolean now) {
        return new MeterSettings(powerW, unbalanceW, rate, waterFactor, now);
    }
}
