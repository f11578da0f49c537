package io.wattle.protocols.optical.message;

import java.util.Optional;

/**
 * How a meter presents itself (clause 6.3.2): {@code /ISK5ME162-0033}.
 *
 * @param manufacturer three letters by the FLAG association; the third is small if the meter answers within 20 ms
 * @param baudCode the character that offers a speed, and tells the mode
 * @param enhancements what stands behind backslashes, such as 2 for HDLC; mostly empty
 * @param name the maker's own text, at most 16 characters
 */
public record Identification(String manufacturer, char baudCode, String enhancements, String name) {
    /** The standard allows 16 for the name; real meters were seen with more. */
    public static final int CHARS_MAX = 64;
    private static final int[] BAUDS = {300, 600, 1200, 2400, 4800, 9600, 19_200};

    /** Protocol modes of clause 6.4. That of mode D is not told by its identification but by coming unasked. */
    public enum Mode {
        /** 300 baud throughout. */
        A,
        /** The speed changes by itself. */
        B,
        /** The reader says which speed, and what for. */
        C,
        /** As C, and offers HDLC. */
        E
    }

    /**
     * Reads what stands between the slash and the end of the line.
     *
     * @return empty if it is no identification
     */
    public static Optional<Identification> parse(String text) {
        if (text.length() < 4 || text.length() > CHARS_MAX || !text.substring(0, 3).matches("[A-Za-z]{3}")) {
            return Optional.empty();
        }
        StringBuilder enhancements = new StringBuilder();
        int at = 4;
        while (at + 1 < text.length() && text.charAt(at) == '\\') {
            enhancements.append(text.charAt(at + 1));
            at += 2;
        }
        return Optional.of(new Identification(text.substring(0, 3), text.charAt(3), enhancements.toString(),
                text.substring(at).strip()));
    }

    /** As it is sent, without its end of line. */
    public String text() {
        StringBuilder text = new StringBuilder("/").append(manufacturer).append(baudCode);
        enhancements.chars().forEach(letter -> text.append('\\').append((char) letter));
        return text.append(name).toString();
    }

    public Mode mode() {
        if (baudCode >= '0' && baudCode <= '6') {
            return enhancements.indexOf('2') >= 0 ? Mode.E : Mode.C;
        }
        return baudCode >= 'A' && baudCode <= 'F' ? Mode.B : Mode.A;
    }

    /** The speed offered; 300 in mode A. */
    public int baud() {
        return switch (mode()) {
            case A -> BAUDS[0];
            case B -> BAUDS[baudCode - 'A' + 1];
            case C, E -> BAUDS[baudCode - '0'];
        };
    }

    /** The character that names a speed in modes C and E; empty if none does. */
    public static Optional<Character> codeOf(int baud) {
        for (int i = 0; i < BAUDS.length; i++) {
            if (BAUDS[i] == baud) {
                return Optional.of((char) ('0' + i));
            }
        }
        return Optional.empty();
    }

    /** Whether the meter needs 20 ms between question and answer, and not 200. */
    public boolean isQuick() {
        return Character.isLowerCase(manufacturer.charAt(2));
    }
}
