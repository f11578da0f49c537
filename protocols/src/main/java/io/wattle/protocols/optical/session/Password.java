package io.wattle.protocols.optical.session;

/**
 * What opens a meter's programming mode (command P1). Travels in clear over the probe. Never reaches a log.
 *
 * @param text 1 to 32 printable characters without parentheses
 */
public record Password(String text) {

    public Password {
        if (!text.matches("[!-'*-~]{1,32}")) {
            throw new IllegalArgumentException("a password must be 1 to 32 printable characters without parentheses");
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
