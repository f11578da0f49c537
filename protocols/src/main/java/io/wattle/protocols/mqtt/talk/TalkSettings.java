package io.wattle.protocols.mqtt.talk;

import java.time.Duration;

/**
 * How patient a head-end is, and how much it takes.
 *
 * @param answerTimeout until one order is answered, 10 ms..5 min
 * @param conversationsMax at once, further ones are refused as busy
 * @param burst messages that one meter may push at once
 * @param perMinute messages that it may push a minute for long
 */
public record TalkSettings(Duration answerTimeout, int conversationsMax, int burst, int perMinute) {

    public TalkSettings {
        if (answerTimeout.toMillis() < 10 || answerTimeout.toMillis() > 300_000) {
            throw new IllegalArgumentException("answerTimeout must be 10 ms..5 min, was: " + answerTimeout);
        }
        if (conversationsMax < 1 || burst < 1 || perMinute < 1) {
            throw new IllegalArgumentException("conversationsMax, burst and perMinute must be 1 or more");
        }
    }

    /** 15 s, 1000 conversations, 200 at once, 120 a minute. */
    public static TalkSettings defaults() {
        return new TalkSettings(Duration.ofSeconds(15), 1_000, 200, 120);
    }
}
