package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The head-end's word on a message that had a sequence. Without it, or with LATER, the meter keeps the message and sends
 * it again.
 *
 * @param detail why not; empty for KEPT
 */
public record Receipt(String meter, long sequence, Kind kind, String detail) {

    /** What became of it. */
    public enum Kind {
        /** On disk: the meter may forget it. */
        KEPT,
        /** It will never be taken: the meter may forget it, and somebody should look. */
        REFUSED,
        /** Not now: to be sent again, after a while. */
        LATER
    }

    public static Decoded<Receipt> decode(byte[] payload) {
        try {
            Fields fields = Documents.read(payload);
            return new Decoded.Good<>(new Receipt(fields.serial(), fields.whole("sequence", 0, Long.MAX_VALUE),
                    fields.word("receipt", Kind.class),
                    fields.has("detail") ? fields.text("detail", Contract.TEXT_CHARS_MAX) : ""));
        } catch (BadPayloadException e) {
            return e.asDecoded();
        }
    }

    public byte[] encode(PayloadForm form) {
        ObjectNode node = Documents.begin()
                .put("meter", meter)
                .put("sequence", sequence)
                .put("receipt", Nodes.word(kind));
        if (!detail.isEmpty()) {
            node.put("detail", detail.length() <= Contract.TEXT_CHARS_MAX
                    ? detail
                    : detail.substring(0, Contract.TEXT_CHARS_MAX));
        }
        return Documents.write(node, form);
    }
}
