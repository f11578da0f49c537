package io.wattle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until a test moves it. */
public final class ManualClock implements InstantSource {
    /** A day in the rainy season. */
    public static final Instant START = Instant.parse("2026-03-02T10:07:31.123Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant time) {
        now = time;
    }
}
