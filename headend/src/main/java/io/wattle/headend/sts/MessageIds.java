package io.wattle.headend.sts;

import java.util.Optional;

/** The callers' names for their wishes. Stateless. */
public final class MessageIds {
    private static final int CHARACTERS_MAX = 64;

    private MessageIds() {}

    /** Why it cannot be one; empty if it can. */
    public static Optional<Issuance.Refused> wrong(String messageId) {
        boolean good = !messageId.isEmpty() && messageId.length() <= CHARACTERS_MAX
                && messageId.chars().allMatch(c -> c > ' ' && c <= '~');
        return good
                ? Optional.empty()
                : Optional.of(new Issuance.Refused("message id", "must have 1 to " + CHARACTERS_MAX
                        + " printable ASCII characters without blanks, has " + messageId.length() + " characters"));
    }
}
