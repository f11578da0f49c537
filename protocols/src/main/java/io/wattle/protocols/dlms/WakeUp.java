package io.wattle.protocols.dlms;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Tells a sleeping meter's modem to come on line, as a rule by SMS. Safe for use by many threads; never blocks.
 */
@FunctionalInterface
public interface WakeUp {

    /**
     * Sends the message.
     *
     * @param meterSerial who is meant
     * @param number the modem's number, 3..15 digits, with a plus in front or not
     * @return whether it was handed over; that says nothing of its arrival. Never fails
     */
    CompletionStage<Boolean> wake(String meterSerial, String number);

    /**
     * How meters are woken.
     *
     * @param window how long a meter may take to come on line once it was woken, 1 s..10 min
     * @param pause between two tries to reach it in that time, 10 ms..1 min
     */
    record Plan(WakeUp how, Duration window, Duration pause) {
        public Plan {
            check("window in ms", window.toMillis(), 1_000, 600_000);
            check("pause in ms", pause.toMillis(), 10, 60_000);
        }

        /** Two seconds between two tries. */
        public Plan(WakeUp how, Duration window) {
            this(how, window, Duration.ofSeconds(2));
        }

        private static void check(String name, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
            }
        }
    }
}
