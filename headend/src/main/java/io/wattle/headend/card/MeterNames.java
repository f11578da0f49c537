package io.wattle.headend.card;

import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds the meter that somebody means: by its serial in any case, or by an account that has no other. Safe for use by many threads. */
public final class MeterNames {
    private final MeterRegistry registry;
    private final Function<String, List<String>> metersOfAccount;

    /** @param metersOfAccount serials of an account's meters, at most two of them; may block */
    public MeterNames(MeterRegistry registry, Function<String, List<String>> metersOfAccount) {
        this.registry = registry;
        this.metersOfAccount = metersOfAccount;
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
                .or(() -> name.equals(upper) ? Optional.empty() : onlyOne(upper));
    }

    private Optional<String> onlyOne(String account) {
        List<String> meters = metersOfAccount.apply(account)
                .stream()
                .filter(serial -> registry.find(serial).isPresent())
                .toList();
        return meters.size() == 1 ? Optional.of(meters.getFirst()) : Optional.empty();
    }
}
