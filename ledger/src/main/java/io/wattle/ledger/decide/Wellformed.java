package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Tills;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bounds of what a command may carry, so that nothing that comes from outside can fill or break the journal. */
final class Wellformed {
    static final int NAME_CHARACTERS_MAX = 64;
    static final int TEXT_CHARACTERS_MAX = 500;
    /** In minor units, Wh or l: above any meter and any payment, and millions of them still fit into a long. */
    static final long VALUE_MAX = 1_000_000_000_000L;

    private Wellformed() {}

    /** A name: 1..64 characters, none of them a control character. */
    static Optional<Refuse> name(String field, String value) {
        boolean good = value.length() <= NAME_CHARACTERS_MAX && !value.isBlank() && isPlain(value)
                && !hasControl(value);
        return good
                ? Optional.empty()
                : malformed(field, "must be 1.." + NAME_CHARACTERS_MAX
                        + " characters, not blank and without control characters");
    }

    /** Words for people: 0..500 characters. */
    static Optional<Refuse> text(String field, String value) {
        boolean good = value.length() <= TEXT_CHARACTERS_MAX && isPlain(value);
        return good ? Optional.empty() : malformed(field, "must be 0.." + TEXT_CHARACTERS_MAX + " characters of text");
    }

    /** Words that must be there, too. */
    static Optional<Refuse> someText(String field, String value) {
        return value.isBlank() ? malformed(field, "must not be blank") : text(field, value);
    }

    /** A count within bounds. */
    static Optional<Refuse> within(String field, int count, int min, int max) {
        return count >= min && count <= max
                ? Optional.empty()
                : malformed(field, "must be " + min + ".." + max + ", was: " + count);
    }

    /** A thing that only a person may do. */
    static Optional<Refuse> manual(Origin origin) {
        return origin.mode() == Origin.Mode.MANUAL
                ? Optional.empty()
                : malformed("origin.mode", "must be MANUAL: only a person may do this");
    }

    static Optional<Refuse> origin(Origin origin) {
        return name("origin.actor", origin.actor()).or(() -> name("origin.channel", origin.channel()))
                .or(() -> ofNoTill("origin.actor", origin.actor()))
                .or(() -> ofNoTill("origin.channel", origin.channel()))
                .or(() -> origin.mode() == Origin.Mode.MANUAL
                        && origin.channel().equalsIgnoreCase(ProviderDecisions.TENDER)
                                ? malformed("origin.channel", "must not be that of the payment provider")
                                : Optional.empty());
    }

    /** A name under which money may stand that is in no drawer. */
    static Optional<Refuse> ofNoTill(String field, String name) {
        return Tills.isOfTill(name)
                ? malformed(field, "must not be a name of the vault or of a shift")
                : Optional.empty();
    }

    static Optional<Refuse> reading(Reading reading) {
        return value("reading.register", reading.register())
                .or(() -> reading.balance().flatMap(balance -> value("reading.balance", balance)));
    }

    private static Optional<Refuse> value(String field, Quantity quantity) {
        boolean good = quantity.value() >= -VALUE_MAX && quantity.value() <= VALUE_MAX;
        return good
                ? Optional.empty()
                : malformed(field, "must be within -" + VALUE_MAX + ".." + VALUE_MAX + ", was: " + quantity);
    }

    private static Optional<Refuse> malformed(String field, String detail) {
        return Optional.of(new Refuse(Refusal.MALFORMED, field, field + " " + detail));
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it comes back from the journal as it went in: half a surrogate pair does not. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(value);
            }
        }
        return true;
    }
}
