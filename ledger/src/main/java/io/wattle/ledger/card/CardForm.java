package io.wattle.ledger.card;

import java.math.BigInteger;
import java.util.Optional;

/**
 * How card numbers of a batch look.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param length characters of a number
 */
public record CardForm(CardAlphabet alphabet, int length) {
    public static final int LENGTH_MIN = 12;
    public static final int LENGTH_MAX = 24;
    /** An STS token has 20 digits: a card number never has as many characters, whatever they are. */
    public static final int LENGTH_OF_TOKEN = 20;
    /** With a million cards sold, one guess in 2^40 hits. */
    public static final int BITS_MIN = 60;

    /** Why no such numbers may be made; empty if they may. */
    public Optional<String> weakness() {
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            return Optional.of("a card number must have " + LENGTH_MIN + ".." + LENGTH_MAX + " characters, was: "
                    + length);
        }
        if (length == LENGTH_OF_TOKEN) {
            return Optional.of("a card number must not have " + LENGTH_OF_TOKEN
                    + " characters: it would be taken for an STS token");
        }
        BigInteger numbers = BigInteger.valueOf(alphabet.characters().length()).pow(length);
        return numbers.compareTo(BigInteger.TWO.pow(BITS_MIN)) >= 0
                ? Optional.empty()
                : Optional.of(length + " characters of " + alphabet + " have less than " + BITS_MIN + " bits (2^"
                        + (numbers.bitLength() - 1) + " numbers): take more characters");
    }
}
