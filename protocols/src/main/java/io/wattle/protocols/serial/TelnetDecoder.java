package io.wattle.protocols.serial;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a telnet stream apart (RFC 854, 855) into data and what is said about the line. Any bytes are taken: what makes no
 * sense is dropped, and a subnegotiation that does not end is cut off. For one thread.
 */
final class TelnetDecoder {
    static final int IAC = 255;
    static final int DONT = 254;
    static final int DO = 253;
    static final int WONT = 252;
    static final int WILL = 251;
    static final int SB = 250;
    static final int SE = 240;
    /** The longest that RFC 2217 knows has 6 bytes; a signature text may be longer. */
    private static final int SUBNEGOTIATION_BYTES_MAX = 256;

    private enum State {
        DATA, AFTER_IAC, OPTION, SUB, SUB_AFTER_IAC
    }

    /** What was said about the line. */
    sealed interface Word {
        /**
         * An offer or a wish.
         *
         * @param verb one of DO, DONT, WILL, WONT
         */
        record Option(int verb, int option) implements Word {}

        /**
         * What is said about an option.
         *
         * @param bytes the option and what follows
         */
        record Subnegotiation(List<Integer> bytes) implements Word {}
    }

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<Word> words = new ArrayList<>();
    private final List<Integer> sub = new ArrayList<>();
    private State state = State.DATA;
    private int verb;

    void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            take(bytes[i] & 0xFF);
        }
    }

    /** The data so far, which is then forgotten here. */
    byte[] takeData() {
        byte[] taken = data.toByteArray();
        data.reset();
        return taken;
    }

    /** What was said so far, in order, which is then forgotten here. */
    List<Word> takeWords() {
        List<Word> taken = List.copyOf(words);
        words.clear();
        return taken;
    }

    private void take(int octet) {
        state = switch (state) {
            case DATA -> octet == IAC ? State.AFTER_IAC : data(octet);
            case AFTER_IAC -> command(octet);
            case OPTION -> option(octet);
            case SUB -> octet == IAC ? State.SUB_AFTER_IAC : sub(octet);
            case SUB_AFTER_IAC -> octet == IAC ? sub(octet) : endOfSub();
        };
    }

    private State data(int octet) {
        data.write(octet);
        return State.DATA;
    }

    private State command(int octet) {
        return switch (octet) {
            case IAC -> data(octet);
            case DO, DONT, WILL, WONT -> {
                verb = octet;
                yield State.OPTION;
            }
            case SB -> {
                sub.clear();
                yield State.SUB;
            }
            default -> State.DATA;
        };
    }

    private State option(int octet) {
        words.add(new Word.Option(verb, octet));
        return State.DATA;
    }

    private State sub(int octet) {
        if (sub.size() == SUBNEGOTIATION_BYTES_MAX) {
            sub.clear();
            return State.DATA;
        }
        sub.add(octet);
        return State.SUB;
    }

    private State endOfSub() {
        if (!sub.isEmpty()) {
            words.add(new Word.Subnegotiation(List.copyOf(sub)));
        }
        return State.DATA;
    }
}
