package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.Measure;
import io.wattle.protocols.dlms.object.Scale;
import java.time.Duration;
import java.util.List;

/**
 * What may be drawn, and what happens when it is more (class 71).
 *
 * @param monitored what is watched; thresholds are in its unit
 * @param overFor how long it must be above before the meter acts
 * @param underFor how long below before it acts again
 */
public record Limiter(Part<CosemAttribute> monitored, Part<Measure> active, Part<Measure> normal,
        Part<Measure> emergency, Part<Duration> overFor, Part<Duration> underFor, Part<EmergencyProfile> profile,
        Part<List<Integer>> groups, Part<Boolean> emergencyActive, Part<Actions> actions) implements TypedObject {

    /** When the emergency threshold holds. */
    public record EmergencyProfile(int id, Moment from, Duration lasts) {
        String text() {
            return id + " from " + from.text() + " for " + Words.time(lasts);
        }
    }

    /** A script of a table; selector 0 does nothing. */
    public record Script(ObisCode table, int selector) {
        String text() {
            return selector == 0 ? "nothing" : table + " script " + selector;
        }
    }

    /** What the meter does. */
    public record Actions(Script over, Script under) {
        String text() {
            return "above: " + over.text() + "; below: " + under.text();
        }
    }

    static Limiter of(Fields fields) {
        Part<CosemAttribute> monitored = fields.part(2, Decode::attribute,
                what -> what.classId() + "/" + what.name() + "/" + what.attribute());
        Scale scale = monitored.known().map(fields.scales()::scale).orElse(Scale.NONE);
        return new Limiter(monitored, fields.measure(3, scale), fields.measure(4, scale), fields.measure(5, scale),
                fields.seconds(6), fields.seconds(7),
                fields.part(8, value -> profile(value, fields), EmergencyProfile::text),
                fields.part(9, value -> Decode.items(value, Decode::unsigned16), Words.list(String::valueOf)),
                fields.bool(10), fields.part(11, Limiter::actions, Actions::text));
    }

    private static EmergencyProfile profile(CosemValue value, Fields fields) {
        List<CosemValue> parts = Decode.fields(value, 3);
        return new EmergencyProfile(Decode.unsigned16(parts.get(0)), fields.momentOf(parts.get(1)),
                Decode.seconds(parts.get(2)));
    }

    private static Actions actions(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new Actions(script(parts.get(0)), script(parts.get(1)));
    }

    private static Script script(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new Script(Decode.name(parts.get(0)), Decode.unsigned16(parts.get(1)));
    }
}
