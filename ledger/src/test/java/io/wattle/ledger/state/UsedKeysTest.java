package io.wattle.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UsedKeysTest {
    private static final String[] PAID = {"payment", "m1", "500"};
    private final UsedKeys keys = new UsedKeys();

    @Test
    void shouldTellTheSameFromSomethingElseUnderOneKey() {
        assertThat(keys.decide("k", PAID)).isEmpty();
        keys.use("k", PAID, 7, at(1));
        assertThat(keys.decide("k", PAID)).contains(new Repeat(7));
        assertThat(keys.decide("k", new String[] {"payment", "m1", "501"})).hasValueSatisfying(decision -> assertThat(
                ((Refuse) decision).reason()).isEqualTo(Refusal.KEY_USED_FOR_OTHER_CONTENTS));
        assertThat(keys.decide("K", PAID)).isEmpty();
    }

    /** The same letters, cut elsewhere, are other words. */
    @Test
    void shouldNotMixUpWordsThatJoinAlike() {
        keys.use("k", new String[] {"ab", "c"}, 1, at(1));
        assertThat(keys.decide("k", new String[] {"a", "bc"})).containsInstanceOf(Refuse.class);
        assertThat(keys.decide("k", new String[] {"ab", "c", ""})).containsInstanceOf(Refuse.class);
    }

    @Test
    void shouldRefuseToUseAKeyTwiceOrToForgetWhatIsTooYoung() {
        keys.use("k", PAID, 1, at(10));
        assertThatThrownBy(() -> keys.use("k", PAID, 2, at(11))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.forget(1, at(10))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.forget(2, at(100))).isInstanceOf(IllegalStateException.class);
        assertThat(keys.size()).isEqualTo(1);
    }

    /** Through growth, chunk after chunk and gaps closed, it is what a map in order of use would be. */
    @Property(tries = 60)
    void shouldKnowWhatAMapWouldKnow(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 3_000) Integer> work) {
        UsedKeys tried = new UsedKeys();
        Map<String, Long> model = new LinkedHashMap<>();
        long sequence = 0;
        for (int amount : work) {
            for (int i = 0; i < amount; i++) {
                sequence++;
                tried.use("key-" + sequence, PAID, sequence, at(sequence));
                model.put("key-" + sequence, sequence);
            }
            int forgotten = tried.countBefore(at(sequence - amount / 2), amount);
            tried.forget(forgotten, at(sequence - amount / 2));
            new ArrayList<>(model.keySet()).subList(0, forgotten).forEach(model::remove);
        }
        assertThat(tried.size()).isEqualTo(model.size());
        for (long known = 1; known <= sequence; known++) {
            Optional<Decision> expected = Optional.ofNullable(model.get("key-" + known)).map(Repeat::new);
            assertThat(tried.decide("key-" + known, PAID)).isEqualTo(expected);
        }
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
