package io.wattle.headend.provider;

import java.security.SecureRandom;

/**
 * Makes references under which a provider knows payments: letters only, so that none looks like a card number, and so many
 * that no two are the same, even of two head-ends. Stateless.
 */
public final class References {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** 26^28 are more than 2^131. */
    private static final int LETTERS = 28;

    private References() {}

    public static String fresh() {
        StringBuilder reference = new StringBuilder("w");
        for (int i = 0; i < LETTERS; i++) {
            reference.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return reference.toString();
    }
}
