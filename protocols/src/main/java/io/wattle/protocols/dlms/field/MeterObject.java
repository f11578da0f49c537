package io.wattle.protocols.dlms.field;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.Steps;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ObjectValues;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import io.wattle.protocols.dlms.object.typed.TypedObject.Described;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** One object of a meter. Its calls block. */
final class MeterObject {
    private final CosemLink link;
    private final int classId;
    private final ObisCode name;
    private final String title;
    private final MeterTimes times;

    /** @param title for refusals, such as limiter */
    MeterObject(CosemLink link, int classId, ObisCode name, String title, MeterTimes times) {
        this.link = link;
        this.classId = classId;
        this.name = name;
        this.title = title;
        this.times = times;
    }

    MeterTimes times() {
        return times;
    }

    CosemAttribute attribute(int number) {
        return new CosemAttribute(classId, name, number);
    }

    /** Attributes 2 to the last; those that the meter refuses are in there as refused, unless it refuses the first. */
    Outcome<Described> read(int last, ScaleBook scales) {
        List<CosemAttribute> wanted = IntStream.rangeClosed(2, last).mapToObj(this::attribute).toList();
        ObjectEntry entry = new ObjectEntry(classId, 0, name, wanted.stream()
                .map(one -> new ObjectEntry.Access(one.attribute(), true, false))
                .toList(), List.of());
        return get(wanted).then(results -> results.getFirst() instanceof GetResult.Refusal(DataAccessResult why)
                ? Steps.refused(why, title + " " + name)
                : Outcome.done(TypedObject.of(ObjectValues.of(entry, results), scales, times)));
    }

    /** One value. */
    Outcome<CosemValue> value(CosemAttribute attribute) {
        return get(List.of(attribute)).then(results -> switch (results.getFirst()) {
            case GetResult.Value(CosemValue value) -> Outcome.done(value);
            case GetResult.Refusal(DataAccessResult why) -> Steps.refused(why, title + " " + attribute.name());
        });
    }

    /** Writes in the order given, and goes no further than the first that the meter does not take. */
    Outcome<Boolean> write(Map<Integer, CosemValue> values) {
        Outcome<Boolean> done = Outcome.done(false);
        for (Map.Entry<Integer, CosemValue> value : new TreeMap<>(values).entrySet()) {
            CosemLink.Setting setting = new CosemLink.Setting(attribute(value.getKey()), value.getValue());
            done = done.then(before -> later(before, taken(link.set(List.of(setting)),
                    title + " attribute " + value.getKey())));
        }
        return done;
    }

    /** Calls a method. */
    Outcome<Boolean> call(int method, CosemValue argument) {
        return taken(result(method, argument), title + " method " + method);
    }

    /** Calls a method, for who has to look at how it ended. */
    CompletionStage<Outcome<List<DataAccessResult>>> result(int method, CosemValue argument) {
        return link.act(List.of(new CosemLink.Call(new CosemMethod(classId, name, method), argument)));
    }

    static <T> Outcome<T> join(CompletionStage<Outcome<T>> stage) {
        return stage.toCompletableFuture().join();
    }

    /** What the typed object is, if it is that: the class is ours to choose, so it always is. */
    static <T extends TypedObject> Found<T> as(Class<T> type, Described described) {
        return new Found<>(Objects.requireNonNull(type.cast(described.object())), described.shown());
    }

    static <T> Outcome<T> refused(String why) {
        return Outcome.refused(Refusal.VALUE_REFUSED, why);
    }

    private Outcome<List<GetResult>> get(List<CosemAttribute> wanted) {
        return join(link.query(wanted.stream().map(Query::new).toList()));
    }

    /** Of several writes, a refusal of a later one leaves the object half written. */
    private Outcome<Boolean> later(boolean someWritten, Outcome<Boolean> outcome) {
        return !someWritten || !(outcome instanceof Outcome.Refused<Boolean>(Refusal reason, String detail))
                ? outcome
                : Outcome.refused(reason, detail + "; what stands before it was written");
    }

    private static Outcome<Boolean> taken(CompletionStage<Outcome<List<DataAccessResult>>> instruction, String what) {
        return join(instruction).then(results -> results.getFirst() == DataAccessResult.SUCCESS
                ? Outcome.done(true)
                : Steps.notCarriedOut(results.getFirst(), what));
    }
}
