package io.wattle.protocols.optical.model;

import io.wattle.protocols.optical.message.Identification;
import java.util.List;
import java.util.Optional;

/**
 * All maps that are known. Immutable.
 *
 * @param maps in the order in which they are tried
 */
public record MeterMaps(List<MeterMap> maps) {
    public MeterMaps {
        maps = List.copyOf(maps);
        for (MeterMap map : maps) {
            if (maps.stream().filter(other -> other.name().equals(map.name())).count() > 1) {
                throw new IllegalArgumentException("two maps are named " + map.name());
            }
        }
    }

    public Optional<MeterMap> named(String name) {
        return maps.stream().filter(map -> map.name().equals(name)).findFirst();
    }

    /** The first that is for a meter that presents itself so. */
    public Optional<MeterMap> fitting(Identification identification) {
        return maps.stream().filter(map -> map.fits(identification)).findFirst();
    }
}
