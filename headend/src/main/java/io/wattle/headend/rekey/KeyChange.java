package io.wattle.headend.rekey;

/** How the change of keys stands with a meter. No word of it shows a key. */
public sealed interface KeyChange {

    /** For people. */
    String words();

    /** The meter has the new keys, and they are kept as its keys. */
    record Done(String words) implements KeyChange {}

    /** The meter has its old keys; nothing is on its way. */
    record Refused(String words) implements KeyChange {}

    /** It is not known which keys the meter has; old and new are kept, and tried. To be run again. */
    record Open(String words) implements KeyChange {}
}
