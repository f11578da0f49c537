package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.Measure;
import io.wattle.protocols.dlms.object.Scale;
import io.wattle.protocols.dlms.object.Units;
import java.time.Duration;
import java.util.Optional;

/**
 * A register, one that also says when its value was captured, or one of demand (classes 3, 4 and 5).
 *
 * @param value of a demand register, the current average
 * @param capture when the value was taken, where the class has that
 * @param demand the rest of a demand register
 */
public record CountingRegister(Part<Measure> value, Part<Scale> scale, Optional<Capture> capture,
        Optional<Demand> demand) implements TypedObject {

    /**
     * When a value was taken.
     *
     * @param status the maker's
     */
    public record Capture(Part<CosemValue> status, Part<Moment> at) {}

    /**
     * Average power.
     *
     * @param last of the period before
     * @param start of the current period
     * @param periods over how many the average slides
     */
    public record Demand(Part<Measure> last, Part<Moment> start, Part<Duration> period, Part<Integer> periods) {}

    static CountingRegister of(int classId, Fields fields) {
        Part<Measure> value = fields.measure(2);
        if (classId == 3) {
            return new CountingRegister(value, scale(fields, 3), Optional.empty(), Optional.empty());
        }
        if (classId == 4) {
            Part<Scale> scale = scale(fields, 3);
            return new CountingRegister(value, scale,
                    Optional.of(new Capture(fields.value(4), fields.moment(5))), Optional.empty());
        }
        Part<Measure> last = fields.measure(3);
        Part<Scale> scale = scale(fields, 4);
        Capture capture = new Capture(fields.value(5), fields.moment(6));
        return new CountingRegister(value, scale, Optional.of(capture), Optional.of(new Demand(last, fields.moment(7),
                fields.seconds(8), fields.part(9, Decode::unsigned16, String::valueOf))));
    }

    private static Part<Scale> scale(Fields fields, int attribute) {
        return fields.part(attribute,
                value -> Scale.of(value).orElseThrow(() -> new OddValueException("is no scaler and unit")),
                scale -> "times 10^" + scale.exponent()
                        + (Units.symbol(scale.unit()).isEmpty() ? "" : " " + Units.symbol(scale.unit())));
    }
}
