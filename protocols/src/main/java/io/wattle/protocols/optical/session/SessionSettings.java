package io.wattle.protocols.optical.session;

import java.time.Duration;

/**
 * How to behave on a line. The times are those of clause 6.1 and its figures, unless said otherwise.
 *
 * @param responseTime how long a meter may take for its first character; 1500 ms by the standard
 * @param characterTime how long between two characters; 1500 ms by the standard
 * @param reaction how long to wait between a meter's last character and our answer; 200 ms by the standard, and 20 ms with
 *        a meter that says so
 * @param sessionMax how long one conversation may last in all: a big meter at 300 baud needs minutes
 * @param attempts how often a message is asked for, and how often a conversation is begun, 1..10
 * @param baudFirst at which to sign on: 300, or what an RS-485 bus is set to
 * @param baudMax the highest to change to
 * @param wakeUp how long to send zeros before the sign-on, for meters that sleep on a battery (annex B: 2.1 to 2.3 s);
 *        zero for none
 * @param messageCharsMax the longest message taken
 * @param paced whether to wait, before the speed is changed, as long as what was sent takes at the old one; needless on a
 *        line without a speed, such as a pseudo terminal
 */
public record SessionSettings(Duration responseTime, Duration characterTime, Duration reaction, Duration sessionMax,
        int attempts, int baudFirst, int baudMax, Duration wakeUp, int messageCharsMax, boolean paced) {
    private static final int ATTEMPTS_MAX = 10;
    private static final Duration WAKE_UP = Duration.ofMillis(2_200);

    public SessionSettings {
        if (attempts < 1 || attempts > ATTEMPTS_MAX) {
            throw new IllegalArgumentException("attempts must be 1.." + ATTEMPTS_MAX + ", was: " + attempts);
        }
        if (messageCharsMax < 128) {
            throw new IllegalArgumentException("messageCharsMax must be 128 or more, was: " + messageCharsMax);
        }
    }

    /** By the standard; three attempts, five minutes in all. */
    public static SessionSettings defaults() {
        return new SessionSettings(Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMillis(200),
                Duration.ofMinutes(5), 3, 300, 19_200, Duration.ZERO, 64 * 1024, true);
    }

    /** For lines without a speed: nothing is waited for but answers. */
    public SessionSettings unpaced() {
        return new SessionSettings(responseTime, characterTime, Duration.ZERO, sessionMax, attempts, baudFirst, baudMax,
                wakeUp, messageCharsMax, false);
    }

    public SessionSettings withTimes(Duration response, Duration session) {
        return new SessionSettings(response, response, reaction, session, attempts, baudFirst, baudMax, wakeUp,
                messageCharsMax, paced);
    }

    public SessionSettings withBauds(int first, int max) {
        return new SessionSettings(responseTime, characterTime, reaction, sessionMax, attempts, first, max, wakeUp,
                messageCharsMax, paced);
    }

    public SessionSettings withAttempts(int count) {
        return new SessionSettings(responseTime, characterTime, reaction, sessionMax, count, baudFirst, baudMax, wakeUp,
                messageCharsMax, paced);
    }

    /** Wakes a meter that sleeps on its battery before each sign-on. */
    public SessionSettings withWakeUp() {
        return new SessionSettings(responseTime, characterTime, reaction, sessionMax, attempts, baudFirst, baudMax,
                WAKE_UP, messageCharsMax, paced);
    }
}
