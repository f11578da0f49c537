package io.wattle.headend.card;

import java.util.Optional;

/**
 * What a customer sends to redeem a card: {@code METER*CARD}. Blanks and case do not matter. The card's part is hidden in
 * every text that is made of it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param meter serial of the meter, or number of an account
 * @param card as it was typed, and perhaps no card's number
 */
public record RedemptionText(String meter, String card) {
    /** Longer than any such message; a text message has 160. */
    private static final int CHARACTERS_MAX = 160;
    private static final char STAR = '*';

    /** Its two parts; empty if there are not exactly two. Nothing of it may be shown then either: it may hold a number. */
    public static Optional<RedemptionText> parse(String text) {
        int star = text.indexOf(STAR);
        if (text.length() > CHARACTERS_MAX || star < 0 || text.indexOf(STAR, star + 1) >= 0) {
            return Optional.empty();
        }
        String meter = text.substring(0, star).replaceAll("[\\s\\u00a0]", "");
        String card = text.substring(star + 1).strip();
        return meter.isEmpty() || card.isEmpty() ? Optional.empty() : Optional.of(new RedemptionText(meter, card));
    }

    @Override
    public String toString() {
        return meter + "*...";
    }
}
