package io.wattle.protocols.dlms;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands where in the values that a meter pushes, for one that does not push its list of objects along.
 *
 * @param items what each value is, in their order; may be empty, for a meter that says it itself
 * @param scaler power of ten of the register, in the unit of its service, for a meter that does not push it, -9..9
 */
public record PushTemplate(List<Item> items, Optional<Integer> scaler) {
    private static final int ITEMS_MAX = 32;
    private static final String SCALER = "-?[0-9]";

    /** The same in the order of {@link MeterModel#readingAttributes()}, and what is none of them. */
    enum Item {
        SERIAL(0), CLOCK(1), REGISTER(2), SCALER(3), CREDIT(4), CURRENCY(5), RELAY(6), OTHER(-1);

        private final int place;

        Item(int place) {
            this.place = place;
        }

        /** Where it stands in that order, from 0; below for what is none of them. */
        int place() {
            return place;
        }

        static Item of(String word) {
            return word.equals("-")
                    ? OTHER
                    : Stream.of(values())
                            .filter(item -> item != OTHER && item.word().equals(word))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("push must name serial, clock, register, "
                                    + "scaler, credit, currency, relay or - for each value, with commas between, was: "
                                    + word));
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PushTemplate {
        items = List.copyOf(items);
    }

    /**
     * Reads {@code push} and {@code pushscaler}.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong and what is allowed
     */
    static Optional<PushTemplate> parse(Optional<String> push, Optional<String> scaler) {
        if (push.isEmpty() && scaler.isEmpty()) {
            return Optional.empty();
        }
        List<Item> items = push.map(list -> Stream.of(list.split(",", -1)).map(Item::of).toList()).orElse(List.of());
        if (items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "push must name at most " + ITEMS_MAX + " values, named " + items.size());
        }
        if (!items.isEmpty() && !items.contains(Item.REGISTER)) {
            throw new IllegalArgumentException("push must name the register");
        }
        if (items.stream().filter(item -> item != Item.OTHER).distinct().count() != items.stream()
                .filter(item -> item != Item.OTHER)
                .count()) {
            throw new IllegalArgumentException("push must name each value once, was: " + push.orElse(""));
        }
        if (!scaler.orElse("0").matches(SCALER)) {
            throw new IllegalArgumentException("pushscaler must be -9..9, was: " + scaler.orElse(""));
        }
        return Optional.of(new PushTemplate(items, scaler.map(Integer::parseInt)));
    }
}
