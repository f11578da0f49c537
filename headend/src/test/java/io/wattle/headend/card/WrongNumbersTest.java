package io.wattle.headend.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WrongNumbersTest {
    private static final String SOURCE = "SMS:+254700000001";
    private final WrongNumbers wrong = new WrongNumbers(new Random(1));
    private Instant now = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void shouldLockASourceOutForLongerEachTime() {
        guess(WrongNumbers.FREE);
        assertThat(wrong.enter(SOURCE, now)).contains(WrongNumbers.FIRST_LOCK);
        assertThat(wrong.enter("SMS:+254700000002", now)).isEmpty();
        now = now.plus(WrongNumbers.FIRST_LOCK);
        guess(1);
        assertThat(wrong.enter(SOURCE, now)).contains(WrongNumbers.FIRST_LOCK.multipliedBy(2));
        for (int i = 0; i < 20; i++) {
            now = now.plus(WrongNumbers.LONGEST_LOCK);
            guess(1);
        }
        assertThat(wrong.enter(SOURCE, now)).contains(WrongNumbers.LONGEST_LOCK);
        now = now.plus(WrongNumbers.LONGEST_LOCK).plus(WrongNumbers.LONGEST_LOCK).plusSeconds(1);
        guess(WrongNumbers.FREE);
    }

    @Test
    void shouldForgiveWithARightNumberAndCountNoFaultOfOurs() {
        guess(WrongNumbers.FREE - 1);
        wrong.right(SOURCE);
        guess(WrongNumbers.FREE - 1);
        for (int i = 0; i < 100; i++) {
            assertThat(wrong.enter(SOURCE, now)).isEmpty();
            wrong.notTried(SOURCE);
        }
        guess(1);
        assertThat(wrong.enter(SOURCE, now)).isPresent();
    }

    /** Who asks from a million sources pushes nobody out. */
    @Test
    void shouldKeepALockWhateverElseComes() {
        guess(WrongNumbers.FREE);
        int locked = 0;
        for (int i = 0; i < 1_000_000; i++) {
            locked += wrong.enter("WEB:" + i, now).isPresent() ? 1 : 0;
        }
        assertThat(locked).as("its memory does not grow: so many share counters").isPositive();
        assertThat(wrong.enter(SOURCE, now)).isPresent();
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(wrong.enter(SOURCE, now)).isEmpty();
        }
    }
}
