package io.wattle.simulator.fault;

import java.time.Duration;

/** Something that happens to a meter itself and lasts in its memory, through power loss too. */
public sealed interface MeterFault {

    /**
     * Somebody raises the balance without any transaction.
     *
     * @param amount above zero, in Wh or litres
     */
    record IllegalCredit(long amount) implements MeterFault {
        public IllegalCredit {
            if (amount <= 0) {
                throw new IllegalArgumentException("amount must be above zero, was: " + amount);
            }
        }
    }

    /**
     * The register stops counting while the balance goes on falling, so that balance goes missing; or this ends.
     *
     * @param active true from now on, false to end it
     */
    record Bypass(boolean active) implements MeterFault {}

    /**
     * The meter's clock runs wrong from now on; a clock that is set goes on running wrong.
     *
     * @param driftPpm microseconds gained each second, -1,000,000..1,000,000; negative for a slow clock
     */
    record ClockDrift(int driftPpm) implements MeterFault {
        private static final int DRIFT_PPM_MAX = 1_000_000;

        public ClockDrift {
            if (Math.abs((long) driftPpm) > DRIFT_PPM_MAX) {
                throw new IllegalArgumentException("driftPpm must be -1000000..1000000, was: " + driftPpm);
            }
        }
    }

    /**
     * The meter's clock jumps, as after a battery change.
     *
     * @param by positive to jump ahead; whole milliseconds count
     */
    record ClockJump(Duration by) implements MeterFault {}

    /** Somebody opens the cover. A meter that takes tokens remembers it until a token clears it; others do not notice. */
    record CoverOpened() implements MeterFault {}
}
