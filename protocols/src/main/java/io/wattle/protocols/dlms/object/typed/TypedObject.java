package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ObjectValues;
import java.util.List;
import java.util.Map;

/** What an object of a meter says, by its class. */
public sealed interface TypedObject permits Limiter, ActivityCalendar, SpecialDays, PushSetup, ImageTransfer,
        DisconnectControl, CountingRegister, Clock, SecuritySetup, Account, Credit, Charge, TokenGateway, Profile,
        UntypedObject {

    /**
     * An object with its attributes for people.
     *
     * @param rest attributes that are not of the class as it is known here, as they came
     * @param shown every attribute that was read, in the order of the class
     */
    record Described(ObjectValues values, TypedObject object, List<Part<CosemValue>> rest,
            List<Shown> shown) {
        public Described {
            rest = List.copyOf(rest);
            shown = List.copyOf(shown);
        }

        /** Does some attribute hold what its class does not allow? */
        public boolean isOdd() {
            return shown.stream().anyMatch(Shown::odd);
        }
    }

    /** What was read of one object. Never throws: what is odd is named, and stays as it came. */
    static Described of(ObjectValues values, ScaleBook scales, MeterTimes times) {
        Fields fields = new Fields(values, scales, times);
        TypedObject object = switch (values.entry().classId()) {
            case 3, 4, 5 -> CountingRegister.of(values.entry().classId(), fields);
            case 7 -> Profile.of(fields);
            case 8 -> Clock.of(fields);
            case 11 -> SpecialDays.of(fields);
            case 18 -> ImageTransfer.of(fields);
            case 20 -> ActivityCalendar.of(fields);
            case 40 -> PushSetup.of(fields);
            case 64 -> SecuritySetup.of(fields, values.entry().version());
            case 70 -> DisconnectControl.of(fields);
            case 71 -> Limiter.of(fields);
            case 111 -> Account.of(fields);
            case 112 -> Credit.of(fields);
            case 113 -> Charge.of(fields);
            case 115 -> TokenGateway.of(fields);
            default -> new UntypedObject();
        };
        List<Part<CosemValue>> rest = fields.rest();
        return new Described(values, object, rest, fields.shown());
    }

    /**
     * The same from bare values, for who has no list of the meter's objects.
     *
     * @param attributes by their numbers
     */
    static Described of(int classId, ObisCode name, Map<Integer, CosemValue> attributes, ScaleBook scales,
            MeterTimes times) {
        List<Map.Entry<Integer, CosemValue>> inOrder = attributes.entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        ObjectEntry entry = new ObjectEntry(classId, 0, name, inOrder.stream()
                .map(attribute -> new ObjectEntry.Access(attribute.getKey(), true, false))
                .toList(), List.of());
        List<GetResult> results = inOrder.stream()
                .filter(one -> ObjectValues.wanted(entry).contains(new CosemAttribute(classId, name, one.getKey())))
                .<GetResult>map(one -> new GetResult.Value(one.getValue()))
                .toList();
        return of(ObjectValues.of(entry, results), scales, times);
    }

    /** All that was read of a meter, each number in what it counts. */
    static List<Described> ofAll(List<ObjectValues> objects, MeterTimes times) {
        ScaleBook scales = ScaleBook.of(objects);
        return objects.stream().map(values -> of(values, scales, times)).toList();
    }
}
