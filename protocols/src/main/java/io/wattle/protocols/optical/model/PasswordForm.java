package io.wattle.protocols.optical.model;

/** What programming mode wants to hear before it lets anybody in (IEC 62056-21, 6.4.4.1, commands P1 and P2). */
public enum PasswordForm {
    /** Nothing. */
    NONE,
    /** The password itself (P1). */
    PLAIN,
    /** An answer to its challenge (P2), reckoned as only the maker knows: not spoken. */
    CODED
}
