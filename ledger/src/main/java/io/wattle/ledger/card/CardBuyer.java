package io.wattle.ledger.card;

import io.wattle.ledger.account.Sealed;
import java.util.Base64;
import java.util.Optional;

/**
 * Who bought cards, as text: {@code cash}, or a name that is sealed under a key of its own. A name in the clear is refused,
 * since a journal forgets nothing. Entries of before this rule may have one. Pure.
 */
public final class CardBuyer {
    /** Nobody said who he is. */
    public static final String CASH = "cash";
    private static final String MARK = "sealed:";

    private CardBuyer() {}

    /** A name; {@link #CASH} if nothing was sealed. */
    public static String of(Sealed name) {
        return name.isNothing() ? CASH : MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(name.bytes());
    }

    /** Empty if no name is sealed in it. */
    public static Optional<Sealed> name(String buyer) {
        if (!buyer.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Sealed.of(Base64.getUrlDecoder().decode(buyer.substring(MARK.length()))))
                    .filter(name -> !name.isNothing());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** For people: never more than that somebody is known. */
    public static String shown(String buyer) {
        return name(buyer).isPresent() ? "somebody whose name is sealed" : buyer;
    }
}
