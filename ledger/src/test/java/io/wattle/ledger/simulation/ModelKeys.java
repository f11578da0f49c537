package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Idempotency keys as the model has them: one effect each, as long as they are remembered. */
final class ModelKeys {
    /** One that was used. */
    record Used(Command command, long sequence, Instant at) {}

    private final Map<String, Used> used = new LinkedHashMap<>();

    /** The last use of a key that is remembered. */
    Optional<Used> get(String key) {
        return Optional.ofNullable(used.get(key));
    }

    List<Command> commands() {
        return used.values().stream().map(Used::command).toList();
    }

    void use(String key, Command command, long sequence, Instant at) {
        Check.that(used.put(key, new Used(command, sequence, at)) == null, "the key %s had a second effect", key);
    }

    void forget(Fact.Forgotten fact) {
        for (String key : new ArrayList<>(used.keySet()).subList(0, fact.keys())) {
            Check.that(Objects.requireNonNull(used.remove(key)).at().isBefore(fact.before()),
                    "the key %s was forgotten too early", key);
        }
    }

    /** Demands that none is older. */
    void requireNoneBefore(Instant oldest) {
        used.forEach((key, use) -> Check.that(use.at().getEpochSecond() >= oldest.getEpochSecond(),
                "the key %s of %s should have been forgotten", key, use.at()));
    }
}
