package io.wattle.protocols.dlms;

/** What a peer wrote, made fit to be shown: it ends up in logs, on consoles and in the journal. */
final class PeerText {
    private static final int SHOWN_CHARACTERS_MAX = 64;

    private PeerText() {}

    /** At most 64 characters, and a question mark for each that could steer a terminal or a log. */
    static String shown(String raw) {
        String clean = raw.codePoints()
                .limit(SHOWN_CHARACTERS_MAX)
                .map(point -> isPrintable(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return raw.codePointCount(0, raw.length()) > SHOWN_CHARACTERS_MAX ? clean + "..." : clean;
    }

    /** Printable ASCII: letters, digits, punctuation and the blank. */
    static boolean isPrintable(int character) {
        return character >= ' ' && character <= '~';
    }
}
