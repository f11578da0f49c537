package io.wattle.protocols.optical.model;

import io.wattle.protocols.meter.RelayState;
import java.util.Map;
import java.util.Optional;

/**
 * Where the relay stands.
 *
 * @param words what the meter says for each state; those that it has
 * @param writable whether one of those words written there switches it
 */
public record RelayPlace(String address, Map<RelayState, String> words, boolean writable) {
    public RelayPlace {
        words = Map.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("words must say what the meter shows for on and off");
        }
    }

    Optional<RelayState> state(String word) {
        return words.entrySet()
                .stream()
                .filter(entry -> entry.getValue().equals(word.strip()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
