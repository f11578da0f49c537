package io.wattle.headend;

import static io.wattle.headend.ConfigKey.whole;

import io.wattle.headend.supply.NormalLimits;
import io.wattle.headend.supply.SupplyPolicy;
import java.time.Duration;
import java.util.List;

/** What can be set about warning, limiting and cutting; a part of {@link ConfigKeys}. */
final class SupplyKeys {
    static final ConfigKey WARN = whole("supply.warn-at-units", 1_000, "Wh, l or lg", 0, 10_000_000,
            "a balance at or below it calls for a warning, and for reading more often");
    static final ConfigKey GRACE = whole("supply.grace-s", 86_400, "s", 0, 31_536_000,
            "least time between the warning and the cut");
    static final ConfigKey NORMAL_POWER = whole("supply.normal-power-w", 0, "W", 0, NormalLimits.POWER_W_MAX,
            "the limit of an electricity meter that is paid for, given back to one that was limited; 0: none is limited");
    static final ConfigKey NORMAL_FLOW = whole("supply.normal-flow-lph", 0, "l an hour", 0, NormalLimits.FLOW_MAX,
            "the same of a water meter");
    static final List<ConfigKey> ALL = List.of(WARN, GRACE, NORMAL_POWER, NORMAL_FLOW);

    private SupplyKeys() {}

    static SupplyPolicy policy(ConfigFile values) {
        long power = HeadEndConfig.checked(values, NORMAL_POWER,
                () -> new NormalLimits(values.whole(NORMAL_POWER), 0).powerW());
        NormalLimits normal = HeadEndConfig.checked(values, NORMAL_FLOW,
                () -> new NormalLimits(power, values.whole(NORMAL_FLOW)));
        return new SupplyPolicy(values.whole(WARN), Duration.ofSeconds(values.whole(GRACE)), normal);
    }
}
