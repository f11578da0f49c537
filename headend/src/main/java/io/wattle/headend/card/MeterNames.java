package io.wattle.headend.card;

import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the meter that somebody means: by its serial in any case, or by an account or a Loc ID that has no other. Safe for use by many threads. */
public final class MeterNames {
    private final MeterRegistry registry;
    private final Function<String, List<String>> metersOf;
    private final Predicate<String> isBalanceHere;

    /**
     * @param metersOf serials of the meters that a name could mean; may block
     * @param isBalanceHere of a serial: then nothing is ever sent to that meter, and it may be in no registry; may block
     */
    public MeterNames(MeterRegistry registry, Function<String, List<String>> metersOf,
            Predicate<String> isBalanceHere) {
        this.registry = registry;
        this.metersOf = metersOf;
        this.isBalanceHere = isBalanceHere;
    }

    /** Its serial; empty if there is none, or more than one. */
    Optional<String> find(String typed) {
        String name = typed.replaceAll("\\s", "");
        String upper = name.toUpperCase(Locale.ROOT);
        return registry.find(name)
                .or(() -> registry.find(upper))
                .or(() -> registry.find(name.toLowerCase(Locale.ROOT)))
                .map(MeterRecord::serial)
                .or(() -> onlyOne(name))
                .or(() -> name.equals(upper) ? Optional.empty() : onlyOne(upper))
                .or(() -> onlyOne(name.toLowerCase(Locale.ROOT)));
    }

    private Optional<String> onlyOne(String name) {
        List<String> meters = metersOf.apply(name)
                .stream()
                .filter(serial -> registry.find(serial).isPresent() || isBalanceHere.test(serial))
                .toList();
        return meters.size() == 1 ? Optional.of(meters.getFirst()) : Optional.empty();
    }
}
