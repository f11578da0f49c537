package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemClass;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an object says: its attributes by name, registers' numbers as measures.
 *
 * @param entry the object
 * @param values in the order of its attributes
 */
public record ObjectValues(ObjectEntry entry, List<Named> values) {
    private static final int PROFILE = 7;
    private static final int BUFFER = 2;

    /**
     * One attribute.
     *
     * @param name in the standard's words
     * @param result what the meter said
     * @param measure where it is a number of a register
     */
    public record Named(String name, GetResult result, Optional<Measure> measure) {

        /** For people. */
        public String text(MeterTimes times) {
            return measure.map(Measure::text).orElseGet(() -> switch (result) {
                case GetResult.Value(CosemValue value) -> ValueText.of(value, times);
                case GetResult.Refusal(var why) -> "refused: " + why;
            });
        }
    }

    public ObjectValues {
        values = List.copyOf(values);
    }

    /** What to ask for: all but a profile's rows and the list of objects, which are questions of their own. */
    public static List<CosemAttribute> wanted(ObjectEntry entry) {
        return entry.readable()
                .stream()
                .filter(attribute -> attribute.attribute() != BUFFER
                        || (entry.classId() != PROFILE && entry.classId() != 15))
                .toList();
    }

    /**
     * What was read of an object.
     *
     * @param results in the order of {@link #wanted}
     */
    public static ObjectValues of(ObjectEntry entry, List<GetResult> results) {
        List<CosemAttribute> wanted = wanted(entry);
        List<Named> values = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            CosemAttribute attribute = wanted.get(i);
            Optional<Measure> measure = new ProfileColumn(attribute, 0, Scale.NONE).scaleAttribute()
                    .filter(wanted::contains)
                    .flatMap(scale -> value(results.get(wanted.indexOf(scale))).flatMap(Scale::of))
                    .flatMap(scale -> value(results.get(wanted.indexOf(attribute))).flatMap(scale::measure));
            values.add(new Named(CosemClass.attributeName(entry.classId(), attribute.attribute()), results.get(i),
                    measure));
        }
        return new ObjectValues(entry, values);
    }

    private static Optional<CosemValue> value(GetResult result) {
        return result instanceof GetResult.Value(CosemValue value) ? Optional.of(value) : Optional.empty();
    }
}
