package io.wattle.protocols.optical.message;

import io.wattle.protocols.optical.message.Message.Bad;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads messages off a line, each wait with a deadline and each length with a limit. For one thread.
 */
public final class MessageReader {
    /** What may come before a message begins: light on the probe, and the rest of what was given up. */
    private static final int NOISE_CHARS_MAX = 1_000;
    private static final int TOP_BIT = 0x80;
    private static final int TIMED_OUT = -1;

    private final SerialLine line;
    private Duration responseTime;
    private final Duration characterTime;
    private final int charsMax;
    private Deadline end;
    private final byte[] buffer = new byte[256];
    private int filled;
    private int taken;
    private boolean wrongParity;

    /**
     * @param responseTime until the first character of an answer
     * @param characterTime from one character to the next
     * @param charsMax the longest message
     * @param end of the conversation, however slowly characters trickle in
     */
    public MessageReader(SerialLine line, Duration responseTime, Duration characterTime, int charsMax, Deadline end) {
        this.line = line;
        this.responseTime = responseTime;
        this.characterTime = characterTime;
        this.charsMax = charsMax;
        this.end = end;
    }

    /** From now on this long until the first character, and this long in all: the meter's side, which never ends. */
    public void await(Duration newResponseTime, Deadline newEnd) {
        responseTime = newResponseTime;
        end = newEnd;
    }

    /** The next character, which stays where it is; empty if none comes in time. */
    public Optional<Character> peek() throws IOException {
        int next = next(responseTime);
        if (next == TIMED_OUT) {
            return Optional.empty();
        }
        taken--;
        return Optional.of((char) next);
    }

    /** Forgets what has come and was not read. */
    public void discard() throws IOException {
        filled = 0;
        taken = 0;
        line.discardInput();
    }

    /** What a line that begins with a slash says, without slash and end; or what is wrong. */
    public Line identification() throws IOException {
        return line('/', Identification.CHARS_MAX);
    }

    /** The line that begins with this character, without it and without its end; noise before it is dropped. */
    public Line line(char start, int longest) throws IOException {
        Optional<Bad> wrong = skipTo(start);
        if (wrong.isPresent()) {
            return new Line("", wrong);
        }
        StringBuilder text = new StringBuilder();
        for (int next = next(characterTime); next != '\n'; next = next(characterTime)) {
            if (next == TIMED_OUT) {
                return new Line("", Optional.of(cutShort(text.length())));
            }
            if (text.length() == longest) {
                return new Line("", Optional.of(new Bad(Trouble.TOO_LONG, "a line of more than " + longest)));
            }
            text.append((char) next);
        }
        return new Line(text.toString().stripTrailing(), wrongParity ? Optional.of(parity()) : Optional.empty());
    }

    /** What stands up to the exclamation mark and its end of line, without a check: mode D. */
    public Line plainReadOut() throws IOException {
        wrongParity = false;
        StringBuilder text = new StringBuilder();
        int next = next(responseTime);
        while (next != TIMED_OUT && text.length() < charsMax && !(next == '\n' && ends(text))) {
            text.append((char) next);
            next = next(characterTime);
        }
        if (next == TIMED_OUT) {
            return new Line("", Optional.of(cutShort(text.length())));
        }
        if (text.length() == charsMax) {
            return new Line("", Optional.of(new Bad(Trouble.TOO_LONG, "a read-out of more than " + charsMax)));
        }
        return new Line(text.toString(), wrongParity ? Optional.of(parity()) : Optional.empty());
    }

    /** A line, unless something is wrong with it. */
    public record Line(String text, Optional<Bad> wrong) {}

    /** The next message; what stands before its first character is dropped. */
    public Message message() throws IOException {
        wrongParity = false;
        for (int skipped = 0; skipped < NOISE_CHARS_MAX; skipped++) {
            int first = next(skipped == 0 ? responseTime : characterTime);
            switch (first) {
                case TIMED_OUT -> {
                    return skipped == 0
                            ? new Bad(Trouble.NO_ANSWER, "nothing came within " + responseTime.toMillis() + " ms")
                            : new Bad(wrongParity ? Trouble.WRONG_PARITY : Trouble.MALFORMED,
                                    skipped + " characters came, and no message began");
                }
                case Control.ACK -> {
                    return new Message.Ack();
                }
                case Control.NAK -> {
                    return new Message.Nak();
                }
                case Control.STX, Control.SOH -> {
                    wrongParity = false;
                    return body(first == Control.SOH);
                }
                default -> {
                    // Noise: on to the next.
                }
            }
        }
        return new Bad(Trouble.TOO_LONG, "no message within " + NOISE_CHARS_MAX + " characters");
    }

    private Message body(boolean command) throws IOException {
        StringBuilder body = new StringBuilder();
        int next = next(characterTime);
        while (next != Control.ETX && next != Control.EOT) {
            if (next == TIMED_OUT) {
                return cutShort(body.length());
            }
            if (body.length() == charsMax) {
                return new Bad(Trouble.TOO_LONG, "a message of more than " + charsMax + " characters");
            }
            body.append((char) next);
            next = next(characterTime);
        }
        int check = next(characterTime);
        if (check == TIMED_OUT) {
            return cutShort(body.length());
        }
        if (wrongParity) {
            return parity();
        }
        if (check != BlockCheck.of(body.toString() + (char) next)) {
            return new Bad(Trouble.WRONG_CHECK, "the block check of " + body.length() + " characters is wrong");
        }
        return command ? command(body.toString()) : new Message.Block(body.toString(), next == Control.ETX);
    }

    private static Message command(String body) {
        int start = body.indexOf(Control.STX);
        String name = start < 0 ? body : body.substring(0, start);
        return name.matches("[A-Z][0-9]")
                ? new Message.Command(name, start < 0 ? "" : body.substring(start + 1))
                : new Bad(Trouble.MALFORMED, "a command must be a letter and a digit");
    }

    private Optional<Bad> skipTo(char start) throws IOException {
        wrongParity = false;
        for (int skipped = 0; skipped < NOISE_CHARS_MAX; skipped++) {
            int next = next(skipped == 0 ? responseTime : characterTime);
            if (next == TIMED_OUT) {
                return Optional.of(skipped == 0
                        ? new Bad(Trouble.NO_ANSWER, "nothing came within " + responseTime.toMillis() + " ms")
                        : new Bad(wrongParity ? Trouble.WRONG_PARITY : Trouble.MALFORMED,
                                skipped + " characters came, none of them " + start));
            }
            if (next == start) {
                wrongParity = false;
                return Optional.empty();
            }
        }
        return Optional.of(new Bad(Trouble.TOO_LONG, "no " + start + " within " + NOISE_CHARS_MAX + " characters"));
    }

    /** 0..127, or {@link #TIMED_OUT}. A character of wrong parity is remembered as such. */
    private int next(Duration patience) throws IOException {
        if (end.left().isZero()) {
            return TIMED_OUT;
        }
        if (taken == filled) {
            filled = line.read(buffer, 0, buffer.length, end.atMost(patience));
            taken = 0;
            if (filled == 0) {
                return TIMED_OUT;
            }
        }
        byte one = buffer[taken++];
        wrongParity |= (one & TOP_BIT) != 0;
        return one & 0x7F;
    }

    /** An exclamation mark at the end: none stands inside a read-out before its last line. */
    private static boolean ends(StringBuilder text) {
        String end = text.substring(Math.max(0, text.length() - 2)).strip();
        return end.endsWith("!");
    }

    private Bad cutShort(int chars) {
        return new Bad(Trouble.CUT_SHORT, "after " + chars + " characters nothing came for " + characterTime.toMillis()
                + " ms");
    }

    private static Bad parity() {
        return new Bad(Trouble.WRONG_PARITY,
                "a character with wrong parity; a serial server set to 8N1 needs parity=software");
    }
}
