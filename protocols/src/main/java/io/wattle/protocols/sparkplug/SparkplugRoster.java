package io.wattle.protocols.sparkplug;

import java.util.function.Predicate;

/**
 * Who is who behind the broker, by the registry.
 *
 * @param meters whether NODE, or NODE/DEVICE, is a meter
 * @param nodes whether there is such a node: a meter itself, or a gateway with meters behind it
 */
public record SparkplugRoster(Predicate<String> meters, Predicate<String> nodes) {

    /** Whoever comes. */
    public static SparkplugRoster everybody() {
        return new SparkplugRoster(_ -> true, _ -> true);
    }
}
