package io.wattle.headend.card;

import io.wattle.ledger.card.CardForm;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes card numbers that nobody can guess, each only once. Safe for use by many threads. */
public final class CardNumbers {
    private final SecureRandom random;

    public CardNumbers(SecureRandom random) {
        this.random = random;
    }

    /**
     * So many, no two of them the same.
     *
     * @throws IllegalArgumentException if such numbers could be guessed
     */
    public List<CardNumber> make(CardForm form, int count) {
        form.weakness().ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        Set<CardNumber> made = LinkedHashSet.newLinkedHashSet(count);
        while (made.size() < count) {
            made.add(one(form));
        }
        return List.copyOf(made);
    }

    private CardNumber one(CardForm form) {
        String alphabet = form.alphabet().characters();
        StringBuilder number = new StringBuilder(form.length());
        for (int i = 0; i < form.length(); i++) {
            number.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return new CardNumber(number.toString());
    }
}
