package io.wattle.headend.card;

import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardForm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A card's hidden number: as good as cash. Never logged, never echoed; {@code toString} hides it.
 *
 * <p>Immutable, safe for any thread.
 */
public final class CardNumber {
    private static final String HIDDEN = "a card number";
    /** What somebody may type between groups. */
    private static final String BLANKS = "[\\s\\u00a0\\u2007\\u202f.-]";
    /** Above it nobody typed a card number, whatever blanks are in it. */
    private static final int TYPED_MAX = 100;

    private final String characters;

    CardNumber(String characters) {
        this.characters = characters;
    }

    /**
     * What somebody typed or said: blanks and hyphens between the characters and small letters are understood, and letters
     * that no number has and that look like ones that it may have.
     *
     * @return empty if it can be no card's number: it is too short, too long, has 20 characters as a token has, or others
     *         than letters and digits
     */
    public static Optional<CardNumber> parse(String typed) {
        if (typed.length() > TYPED_MAX) {
            return Optional.empty();
        }
        String plain = typed.replaceAll(BLANKS, "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .replace('U', 'V');
        boolean good = plain.length() >= CardForm.LENGTH_MIN && plain.length() <= CardForm.LENGTH_MAX
                && plain.length() != CardForm.LENGTH_OF_TOKEN
                && plain.chars().allMatch(one -> CardAlphabet.ALPHANUMERIC.characters().indexOf(one) >= 0);
        return good ? Optional.of(new CardNumber(plain)) : Optional.empty();
    }

    /** For the printer alone. */
    String characters() {
        return characters;
    }

    byte[] bytes() {
        return characters.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CardNumber number && number.characters.equals(characters);
    }

    @Override
    public int hashCode() {
        return characters.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
