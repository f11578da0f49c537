package io.wattle.ledger.card;

/**
 * The characters of card numbers. The number (ordinal) goes into the journal.
 *
 * <p>Safe for any thread.
 */
public enum CardAlphabet {
    /** For a telephone's keys. */
    NUMERIC("0123456789"),
    /** For texts and web pages; of characters that look alike (0 O, 1 I L, V U) only one is used. */
    ALPHANUMERIC("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    private final String characters;

    CardAlphabet(String characters) {
        this.characters = characters;
    }

    public String characters() {
        return characters;
    }
}
