package io.wattle.ledger.card;

/**
 * Cards one after the other by their serials; one card is a range of one.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param first serial without its check digit
 * @param last the same, not below the first, at most 99,999 above it
 */
public record CardRange(int first, int last) {
    /** As many as a batch can have: bounds the work of looking at each. */
    public static final int CARDS_MAX = 100_000;

    public CardRange {
        if (first < 1 || last > CardSerial.MAX || last < first || last - first >= CARDS_MAX) {
            throw new IllegalArgumentException("cards must be 1.." + CARDS_MAX + " serials within 1.." + CardSerial.MAX
                    + ", were: " + first + ".." + last);
        }
    }

    public static CardRange of(CardSerial serial) {
        return new CardRange(serial.number(), serial.number());
    }

    /** How many cards. */
    public int count() {
        return last - first + 1;
    }

    public boolean contains(CardRange other) {
        return first <= other.first && other.last <= last;
    }

    /** With check digits. */
    @Override
    public String toString() {
        String from = new CardSerial(first).text();
        return first == last ? from : from + ".." + new CardSerial(last).text();
    }
}
