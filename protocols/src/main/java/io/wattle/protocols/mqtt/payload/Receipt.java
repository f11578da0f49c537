package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The head-end's word on a message that had a sequence, or that could not be read. Without it, or with LATER, the meter keeps
 * the message and sends it again.
 *
 * @param sequence empty if the message had none that could be read: then it can only be REFUSED
 * @param detail why not; empty for KEPT
 */
public record Receipt(String meter, Optional<Long> sequence, Kind kind, String detail) {

    /** What became of it. */
    public enum Kind {
        /** On disk: the meter may forget it. */
        KEPT,
        /** It will never be taken: the meter may forget it, and somebody should look. */
        REFUSED,
        /** Not now: to be sent again, after a while. */
        LATER
    }

    public static Receipt refused(String meter, Optional<Long> sequence, String detail) {
        return new Receipt(meter, sequence, Kind.REFUSED, detail);
    }

    public static Decoded<Receipt> decode(byte[] payload) {
        try {
            Fields fields = Documents.read(payload);
            return new Decoded.Good<>(new Receipt(fields.serial(), fields.optionalWhole("sequence"),
                    fields.word("receipt", Kind.class),
                    fields.has("detail") ? fields.text("detail", Contract.TEXT_CHARS_MAX) : ""));
        } catch (BadPayloadException e) {
            return e.asDecoded();
        }
    }

    public byte[] encode(PayloadForm form) {
        ObjectNode node = Documents.begin()
                .put("meter", meter)
                .put("receipt", Nodes.word(kind));
        sequence.ifPresent(number -> node.put("sequence", number));
        if (!detail.isEmpty()) {
            node.put("detail", detail.length() <= Contract.TEXT_CHARS_MAX
                    ? detail
                    : detail.substring(0, Contract.TEXT_CHARS_MAX));
        }
        return Documents.write(node, form);
    }
}
