package io.wattle.headend.bench.year;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * What happens at a meter from tick to tick: steps, and waits between them. Steps without a wait between them happen in
 * one tick, before its reading. For the driver's thread, for one use.
 */
final class Script {
    private final Deque<Part> parts = new ArrayDeque<>();
    private long waited;

    private sealed interface Part {
        record Step(Runnable action) implements Part {}

        record Pause(long ticks) implements Part {}

        record Until(BooleanSupplier condition) implements Part {}
    }

    Script then(Runnable action) {
        parts.add(new Part.Step(action));
        return this;
    }

    /** Goes on so many ticks later. */
    Script pause(long ticks) {
        parts.add(new Part.Pause(ticks));
        return this;
    }

    /** Goes on in the first tick in which that is so. */
    Script until(BooleanSupplier condition) {
        parts.add(new Part.Until(condition));
        return this;
    }

    Script append(Script more) {
        parts.addAll(more.parts);
        return this;
    }

    /** Does what is to be done in this tick; answers whether all is done. */
    boolean tick() {
        while (!parts.isEmpty()) {
            boolean done = switch (parts.peek()) {
                case Part.Step step -> {
                    step.action.run();
                    yield true;
                }
                case Part.Pause pause -> waited >= pause.ticks;
                case Part.Until until -> until.condition.getAsBoolean();
            };
            if (!done) {
                waited++;
                return false;
            }
            parts.remove();
            waited = 0;
        }
        return true;
    }
}
