package io.wattle.simulator.object;

import java.util.OptionalLong;

/** A meter at one moment. All times by its own clock, in ms since 1970. */
public interface MeterNow {

    /** What its clock shows. */
    long shownMs();

    /** The register, in Wh or litres. */
    long register();

    /** The register as it stood; empty before the meter was switched on, and for the future. */
    OptionalLong registerAt(long atMs);
}
