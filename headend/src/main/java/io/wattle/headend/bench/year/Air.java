package io.wattle.headend.bench.year;

import io.wattle.ledger.entry.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What lies between a meter and the head-end: loses readings, holds them back, repeats them, brings them in another
 * order. A little of that by chance at any time, much of it when an episode says so. For the driver's thread.
 */
final class Air {
    /** A reading in so many is lost, comes twice, or comes without balance. */
    private static final int CHANCE = 80;

    private final SplittableRandom random;
    private final Consumer<Shown> deliver;
    private final List<Shown> held = new ArrayList<>();
    private long loseUntil;
    private boolean holding;
    private boolean calm;
    private boolean balanceMissing;

    Air(SplittableRandom random, Consumer<Shown> deliver) {
        this.random = random;
        this.deliver = deliver;
    }

    void carry(Shown whole) {
        Shown shown = balanceMissing ? withoutBalance(whole) : whole;
        int chance = random.nextInt(CHANCE);
        if (shown.tick() < loseUntil) {
            return;
        }
        if (holding) {
            held.add(shown);
            return;
        }
        if (calm) {
            deliver.accept(shown);
            return;
        }
        switch (chance) {
            case 0 -> {
            }
            case 1 -> {
                deliver.accept(shown);
                deliver.accept(shown);
            }
            case 2 -> deliver.accept(withoutBalance(shown));
            default -> deliver.accept(shown);
        }
    }

    /** Loses what is taken before the tick. */
    void loseUntil(long tick) {
        loseUntil = tick;
    }

    /** Keeps all back until {@link #release}. */
    void hold() {
        holding = true;
    }

    /** Brings what was held, the order as it was or mixed up, and holds no more. */
    void release(boolean mixed) {
        holding = false;
        if (mixed) {
            for (int i = held.size() - 1; i > 0; i--) {
                Collections.swap(held, i, random.nextInt(i + 1));
            }
        }
        held.forEach(deliver);
        held.clear();
    }

    /** With true all readings come without a balance. */
    void withoutBalance(boolean on) {
        balanceMissing = on;
    }

    /** With true nothing happens by chance any more. */
    void calm(boolean on) {
        calm = on;
    }

    private static Shown withoutBalance(Shown shown) {
        Reading whole = shown.reading();
        return new Shown(shown.tick(),
                new Reading(whole.takenAt(), whole.register(), Optional.empty(), whole.supply()));
    }
}
