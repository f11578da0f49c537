package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;

import java.util.List;
import java.util.Optional;

/**
 * What is to become of a command.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Decision {

    /** Nothing is done. */
    record Refuse(Refusal reason, String field, String detail) implements Decision {}

    /** It was done before, in that entry. */
    record Repeat(long sequence) implements Decision {}

    /** There is nothing to do. */
    record NothingToDo() implements Decision {}

    /** These facts become true. */
    record Accept(Optional<String> key, List<Fact> facts) implements Decision {

        public static Accept of(Fact... facts) {
            return new Accept(Optional.empty(), List.of(facts));
        }
    }
}
