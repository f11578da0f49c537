package io.wattle.protocols.dlms.object.typed;

/**
 * A relay, or the valve of a water or gas meter (class 70).
 *
 * @param output whether supply flows
 * @param state 0 disconnected, 1 connected, 2 ready for reconnection
 * @param mode 0..6: who may do what
 */
public record DisconnectControl(Part<Boolean> output, Part<Integer> state, Part<Integer> mode)
        implements
            TypedObject {

    static DisconnectControl of(Fields fields) {
        return new DisconnectControl(fields.bool(2), fields.choice(3, Words.CONTROL_STATE),
                fields.choice(4, Words.CONTROL_MODE));
    }
}
