package io.wattle.protocols.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RebirthsTest {
    private Instant now = Instant.parse("2026-01-05T17:30:00Z");
    private final Rebirths rebirths = new Rebirths(() -> now);

    @Test
    void shouldAskANodeOnceUntilItWasBornOrCannotHaveHeard() {
        assertThat(rebirths.ask("node")).isTrue();
        assertThat(rebirths.ask("node")).isFalse();
        assertThat(rebirths.ask("other")).isTrue();

        now = now.plusSeconds(4);
        assertThat(rebirths.ask("node")).isFalse();
        now = now.plusSeconds(1);
        assertThat(rebirths.ask("node")).isTrue();

        rebirths.born("node");
        assertThat(rebirths.ask("node")).isTrue();
    }

    @Test
    void shouldNotFallSilentWhenTheClockIsSetBack() {
        assertThat(rebirths.ask("node")).isTrue();

        now = now.minusSeconds(3_600);

        assertThat(rebirths.ask("node")).isTrue();
    }
}
