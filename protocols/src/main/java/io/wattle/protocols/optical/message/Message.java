package io.wattle.protocols.optical.message;

/** One message after the sign-on. */
public sealed interface Message {

    /** The positive answer. */
    record Ack() implements Message {}

    /** The wish for a repetition. */
    record Nak() implements Message {}

    /**
     * A data message; its check is right.
     *
     * @param body what stands between STX and ETX or EOT
     * @param last false if it ended with EOT: more will come once it is acknowledged
     */
    record Block(String body, boolean last) implements Message {}

    /**
     * A command message; its check is right. Its text may hold a password or a token and is not shown.
     *
     * @param name such as P0, R1, W1, B0
     * @param body what stands between STX and ETX; empty if there is no STX
     */
    record Command(String name, String body) implements Message {
        @Override
        public String toString() {
            return "Command[" + name + ", hidden]";
        }
    }

    /**
     * What cannot be used.
     *
     * @param detail for people; shows no more of it than a character
     */
    record Bad(Trouble trouble, String detail) implements Message {}
}
