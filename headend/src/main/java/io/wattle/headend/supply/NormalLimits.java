package io.wattle.headend.supply;

import io.wattle.ledger.quantity.Unit;
import java.util.OptionalLong;

/**
 * What meters that are paid for let through, by service: what is given back to a meter that was limited. A gas meter is never
 * limited: a flame that goes out for want of gas is not lit again by the next that flows.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param powerW of electricity meters; 0 if none of them is to be limited
 * @param flowLitresPerHour of water meters; 0 if none of them is to be limited
 */
public record NormalLimits(long powerW, long flowLitresPerHour) {
    public static final NormalLimits NONE = new NormalLimits(0, 0);
    public static final long POWER_W_MAX = 1_000_000;
    public static final long FLOW_MAX = 1_000_000;
    private static final long POWER_W_MIN = 100;
    private static final long FLOW_MIN = 10;

    public NormalLimits {
        check("powerW", powerW, POWER_W_MIN, POWER_W_MAX);
        check("flowLitresPerHour", flowLitresPerHour, FLOW_MIN, FLOW_MAX);
    }

    private static void check(String name, long value, long min, long max) {
        if (value != 0 && (value < min || value > max)) {
            throw new IllegalArgumentException(name + " must be 0, for no limits, or " + min + ".." + max + ", was: "
                    + value);
        }
    }

    /** In Wh or l an hour; empty for a service that is not to be limited. */
    OptionalLong of(Unit register) {
        long normal = switch (register.kind()) {
            case ENERGY -> powerW;
            case VOLUME -> flowLitresPerHour;
            case GAS, MONEY -> 0;
        };
        return normal == 0 ? OptionalLong.empty() : OptionalLong.of(normal);
    }
}
