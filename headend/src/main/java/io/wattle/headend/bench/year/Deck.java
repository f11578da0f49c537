package io.wattle.headend.bench.year;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Deals episodes like cards, so that each comes as often as any other: mixed by the seed, none again before all were
 * dealt. A card that does not fit a meter stays for the next. For the driver's thread.
 */
final class Deck {
    private final SplittableRandom random;
    private final List<Episode> cards = new ArrayList<>();
    private final Map<Episode, Integer> dealt = new EnumMap<>(Episode.class);

    Deck(SplittableRandom random) {
        this.random = random;
    }

    /** The first card that fits; there always is one, since most fit every meter. */
    Script deal(MeterLife life) {
        Episode episode = take(life);
        dealt.merge(episode, 1, Integer::sum);
        return episode.begin(life);
    }

    Map<Episode, Integer> dealt() {
        return dealt;
    }

    private Episode take(MeterLife life) {
        for (int i = 0; i < cards.size(); i++) {
            if (cards.get(i).fits(life)) {
                return cards.remove(i);
            }
        }
        List<Episode> fresh = new ArrayList<>(List.of(Episode.values()));
        for (int i = fresh.size() - 1; i > 0; i--) {
            Collections.swap(fresh, i, random.nextInt(i + 1));
        }
        cards.addAll(fresh);
        return take(life);
    }
}
