package io.wattle.headend.message;

import io.wattle.ledger.account.ContactFrequency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How often a customer is told that credit is low. A notice of disconnection is no matter of it. Pure. */
final class HowOften {

    private HowOften() {}

    /**
     * Whether this one is sent, by those before it alone, so that it is the same after a restart.
     *
     * @param before when there was occasion to tell him, newest first
     */
    static boolean isSent(ContactFrequency frequency, List<Instant> before, Instant now) {
        return switch (frequency) {
            case ALWAYS -> true;
            case NEVER -> false;
            case DAILY -> isDue(before, now, Duration.ofDays(1));
            case WEEKLY -> isDue(before, now, Duration.ofDays(7));
        };
    }

    private static boolean isDue(List<Instant> before, Instant now, Duration pause) {
        Instant last = Instant.MIN;
        for (Instant occasion : before.reversed()) {
            last = last.equals(Instant.MIN) || !occasion.isBefore(last.plus(pause)) ? occasion : last;
        }
        return last.equals(Instant.MIN) || !now.isBefore(last.plus(pause));
    }
}
