package io.wattle.protocols.dlms.inbound;

/** What the inbound port reads before anybody has proved anything, for the fuzzer. */
public final class NamesUnderFuzz {
    private NamesUnderFuzz() {}

    /** Reads a message as a modem's and as a push. */
    public static void read(byte[] payload) {
        ModemMessage.read(payload).ifPresent(ModemMessage::answer);
        ModemMessage.isAnswer(payload);
        PushedNames.in(payload);
    }
}
