package io.wattle.simulator.object;

import static io.wattle.simulator.object.Values.int8;
import static io.wattle.simulator.object.Values.choice;
import static io.wattle.simulator.object.Values.structure;
import static io.wattle.simulator.object.Values.uint16;
import static io.wattle.simulator.object.Values.uint32;
import static io.wattle.simulator.object.Values.uint8;

import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.OptionalLong;

/** Average power or flow, worked out from the register: of quarters of an hour, and the highest hour of the last day. */
final class Demand {
    private static final long QUARTER_MS = 900_000;
    private static final long HOUR_MS = 3_600_000;
    private static final int HOURS = 24;
    private static final int WATT = 27;
    private static final int CUBIC_METRE_PER_HOUR = 15;
    private static final int LITRE = -3;

    private Demand() {}

    /** A demand register's attributes 2 to 9 (class 5). */
    static CosemValue quarter(int attribute, MeterNow now) {
        long start = Math.floorDiv(now.shownMs(), QUARTER_MS) * QUARTER_MS;
        return switch (attribute) {
            case 2 -> uint32(power(now, start, now.shownMs()));
            case 3 -> uint32(power(now, start - QUARTER_MS, start));
            case 4 -> structure(int8(0), choice(WATT));
            case 5 -> uint8(0);
            case 6, 7 -> Values.time(start);
            case 8 -> uint32(QUARTER_MS / 1_000);
            default -> uint16(1);
        };
    }

    /** An extended register's attributes 2 to 5 (class 4). */
    static CosemValue maximum(int attribute, MeterNow now) {
        long end = Math.floorDiv(now.shownMs(), HOUR_MS) * HOUR_MS;
        long highest = 0;
        long at = end;
        for (int back = 0; back < HOURS; back++) {
            long power = power(now, end - (back + 1) * HOUR_MS, end - back * HOUR_MS);
            if (power > highest) {
                highest = power;
                at = end - back * HOUR_MS;
            }
        }
        return switch (attribute) {
            case 2 -> uint32(highest);
            case 3 -> structure(int8(0), choice(WATT));
            case 4 -> uint8(0);
            default -> Values.time(at);
        };
    }

    /** A register's attributes 2 and 3: litres an hour, over the quarter of an hour that has begun. */
    static CosemValue flow(int attribute, MeterNow now) {
        long start = Math.floorDiv(now.shownMs(), QUARTER_MS) * QUARTER_MS;
        return attribute == 2
                ? uint32(power(now, start, now.shownMs()))
                : structure(int8(LITRE), choice(CUBIC_METRE_PER_HOUR));
    }

    /** Watts (litres an hour) from one time to another; zero where the register is not known for both. */
    private static long power(MeterNow now, long fromMs, long toMs) {
        OptionalLong before = now.registerAt(fromMs);
        OptionalLong after = now.registerAt(toMs);
        if (before.isEmpty() || after.isEmpty() || toMs <= fromMs) {
            return 0;
        }
        return Math.max(0, (after.getAsLong() - before.getAsLong()) * HOUR_MS / (toMs - fromMs));
    }
}
