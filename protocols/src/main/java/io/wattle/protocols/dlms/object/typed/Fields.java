package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemClass;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.Measure;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectValues;
import io.wattle.protocols.dlms.object.Scale;
import io.wattle.protocols.dlms.object.ValueText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The attributes of one object, each taken once and shown in the order in which they are taken. For one thread. */
final class Fields {
    private final ObjectValues object;
    private final List<CosemAttribute> wanted;
    private final ScaleBook scales;
    private final MeterTimes times;
    private final List<Shown> shown = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();

    Fields(ObjectValues object, ScaleBook scales, MeterTimes times) {
        this.object = object;
        this.wanted = ObjectValues.wanted(object.entry());
        this.scales = scales;
        this.times = times;
    }

    ScaleBook scales() {
        return scales;
    }

    /** What was taken so far, for people. */
    List<Shown> shown() {
        return List.copyOf(shown);
    }

    <T> Part<T> part(int attribute, Function<CosemValue, T> decode, Function<T, String> words) {
        taken.add(attribute);
        String name = CosemClass.attributeName(object.entry().classId(), attribute);
        int at = wanted.indexOf(new CosemAttribute(object.entry().classId(), object.entry().name(), attribute));
        if (at < 0) {
            return new Part.Absent<>();
        }
        return switch (object.values().get(at).result()) {
            case GetResult.Refusal(DataAccessResult why) -> {
                shown.add(new Shown(name, "refused: " + why, false));
                yield new Part.Refused<>(why);
            }
            case GetResult.Value(CosemValue value) -> {
                try {
                    T known = decode.apply(value);
                    shown.add(new Shown(name, words.apply(known), false));
                    yield new Part.Known<>(known);
                } catch (OddValueException odd) {
                    shown.add(new Shown(name, ValueText.of(value, times) + "  (" + odd.problem() + ")", true));
                    yield new Part.Odd<>(value, odd.problem());
                }
            }
        };
    }

    Part<Boolean> bool(int attribute) {
        return part(attribute, Decode::bool, Words::yesOrNo);
    }

    Part<Long> number(int attribute) {
        return part(attribute, Decode::whole, String::valueOf);
    }

    Part<Integer> choice(int attribute, String[] words) {
        return part(attribute, Decode::unsigned8, Words.of(words));
    }

    Part<String> flags(int attribute, String[] words) {
        return part(attribute, Decode::bits, Words.flags(words));
    }

    Part<String> text(int attribute) {
        return part(attribute, Decode::text, text -> text.isEmpty() ? "-" : text);
    }

    Part<Duration> seconds(int attribute) {
        return part(attribute, Decode::seconds, Words::time);
    }

    Part<Moment> moment(int attribute) {
        return part(attribute, this::momentOf, Moment::text);
    }

    /** One inside of another value. */
    Moment momentOf(CosemValue value) {
        return Decode.moment(value, times);
    }

    Part<Amount> amount(int attribute) {
        return part(attribute, value -> scales.amount(Decode.whole(value)), Amount::text);
    }

    Part<Measure> measure(int attribute, Scale scale) {
        return part(attribute, value -> scale.measure(value).orElseThrow(() -> new OddValueException("is no number")),
                Measure::text);
    }

    /** A number of this object's own, by the object's own scale. */
    Part<Measure> measure(int attribute) {
        return measure(attribute,
                scales.scale(new CosemAttribute(object.entry().classId(), object.entry().name(), attribute)));
    }

    /** As it came. */
    Part<CosemValue> value(int attribute) {
        return part(attribute, value -> value, value -> ValueText.of(value, times));
    }

    /** Whatever was read and not taken: attributes that later versions or makers add. */
    List<Part<CosemValue>> rest() {
        return wanted.stream()
                .map(CosemAttribute::attribute)
                .filter(attribute -> !taken.contains(attribute))
                .toList()
                .stream()
                .map(this::value)
                .toList();
    }
}
