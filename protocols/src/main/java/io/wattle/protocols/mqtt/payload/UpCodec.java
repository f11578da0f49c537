package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.protocols.mqtt.payload.UpMessage.Event;
import io.wattle.protocols.mqtt.payload.UpMessage.Profile;
import io.wattle.protocols.mqtt.payload.UpMessage.Reading;
import io.wattle.protocols.mqtt.payload.UpMessage.State;
import java.time.Instant;
import java.util.Optional;

/** What a meter says unasked, to bytes and back. The topic says which kind it is. Pure. */
public final class UpCodec {

    private UpCodec() {}

    /** Kinds, by the last level of their topic. */
    public enum Kind {
        READING, PROFILE, EVENT, STATE
    }

    /**
     * Reads one.
     *
     * @param receivedAt our clock when it came
     */
    public static Decoded<UpMessage> decode(Kind kind, byte[] payload, Instant receivedAt) {
        try {
            Fields fields = Documents.read(payload);
            return new Decoded.Good<>(switch (kind) {
                case READING -> new Reading(fields.optionalWhole("sequence"), Readings.reading(fields, receivedAt));
                case PROFILE -> new Profile(fields.optionalWhole("sequence"), Readings.profile(fields));
                case EVENT -> event(fields);
                case STATE -> new State(fields.serial(), fields.optionalWhole("sequence"), online(fields));
            });
        } catch (BadPayloadException e) {
            return e.asDecoded();
        }
    }

    /** The number of a message that is not good otherwise, so that the meter can be told; empty if it cannot be read. */
    public static Optional<Long> sequenceOf(byte[] payload) {
        try {
            return Documents.anyVersion(payload).optionalWhole("sequence");
        } catch (BadPayloadException unreadable) {
            return Optional.empty();
        }
    }

    public static byte[] encode(UpMessage message, PayloadForm form) {
        ObjectNode node = Documents.begin().put("meter", message.meter());
        message.sequence().ifPresent(number -> node.put("sequence", number));
        switch (message) {
            case Reading reading -> Nodes.put(node, reading.reading());
            case Profile profile -> Nodes.put(node, profile.profile());
            case Event event -> node.put("time", event.at().toString())
                    .put("kind", event.kind())
                    .put("detail", event.detail());
            case State state -> node.put("state", state.online() ? "online" : "offline");
        }
        return Documents.write(node, form);
    }

    private static Event event(Fields fields) throws BadPayloadException {
        String kind = fields.text("kind", 40);
        if (!kind.matches("[a-z0-9-]+")) {
            throw fields.bad("kind", "must be small letters, digits and hyphens");
        }
        String detail = fields.has("detail") ? fields.text("detail", Contract.TEXT_CHARS_MAX) : "";
        return new Event(fields.serial(), fields.optionalWhole("sequence"), fields.time("time"), kind, detail);
    }

    private static boolean online(Fields fields) throws BadPayloadException {
        return switch (fields.text("state", 10)) {
            case "online" -> true;
            case "offline" -> false;
            default -> throw fields.bad("state", "must be online or offline");
        };
    }
}
