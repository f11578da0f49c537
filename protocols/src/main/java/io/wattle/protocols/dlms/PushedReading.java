package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The reading in what a meter pushed, if its time and its register are there. Which value is which is said by the list of
 * objects, where the meter pushes that too (class 40, attribute 2), else by the template in the meter's address; nothing is
 * guessed. Pure.
 */
final class PushedReading {
    private static final int PUSH_SETUP = 40;
    private static final int OBJECTS = 2;
    private static final int ENTRY_FIELDS = 4; // class, name, attribute, index; later versions have more
    private static final int NAME_BYTES = 6;
    private static final int UNIT_WATT_HOUR = 30;
    private static final int UNIT_CUBIC_METRE = 13;
    private static final GetResult NOTHING = new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED);

    private final MeterAddress meter;
    private final DlmsAddress address;
    private final List<CosemAttribute> wanted;

    private PushedReading(MeterAddress meter, DlmsAddress address) {
        this.meter = meter;
        this.address = address;
        this.wanted = address.model().readingAttributes();
    }

    static Optional<MeterReading> of(MeterAddress meter, DlmsAddress address, Notification.Data data,
            Instant receivedAt) {
        return data.body() instanceof CosemValue.Structure(List<CosemValue> values)
                ? new PushedReading(meter, address).read(values, data.at(), receivedAt)
                : Optional.empty();
    }

    private Optional<MeterReading> read(List<CosemValue> values, CosemValue.Octets at, Instant receivedAt) {
        Optional<List<Integer>> places = described(values).or(() -> templated(values.size()));
        List<GetResult> results = new ArrayList<>(Collections.nCopies(wanted.size(), NOTHING));
        for (int i = 0; places.isPresent() && i < values.size(); i++) {
            int place = places.get().get(i);
            if (place >= 0 && place < results.size()) {
                results.set(place, new GetResult.Value(values.get(i)));
            }
        }
        if (results.get(PushTemplate.Item.REGISTER.place()).equals(NOTHING)) {
            return Optional.empty();
        }
        put(results, PushTemplate.Item.SERIAL, Optional.of(new CosemValue.Text(meter.meterSerial())));
        put(results, PushTemplate.Item.CLOCK, Optional.of(at).filter(time -> time.bytes().length > 0));
        put(results, PushTemplate.Item.SCALER,
                address.pushed()
                        .flatMap(PushTemplate::scaler)
                        .map(scaler -> new CosemValue.Structure(
                                List.of(new Whole(Whole.Type.INT8, scaler), new Whole(Whole.Type.ENUM, unit())))));
        return MeterReadout
                .reading(meter, address, results, receivedAt) instanceof Outcome.Done<MeterReading>(MeterReading read)
                        ? Optional.of(read)
                        : Optional.empty();
    }

    /** What the meter did not push, if it is known otherwise. */
    private static void put(List<GetResult> results, PushTemplate.Item item, Optional<? extends CosemValue> known) {
        if (results.get(item.place()).equals(NOTHING)) {
            known.ifPresent(value -> results.set(item.place(), new GetResult.Value(value)));
        }
    }

    private long unit() {
        return switch (address.model().service()) {
            case ELECTRICITY -> UNIT_WATT_HOUR;
            case WATER, GAS -> UNIT_CUBIC_METRE;
        };
    }

    /** Where each value belongs, if one of them is the list that names them all, itself included. */
    private Optional<List<Integer>> described(List<CosemValue> values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof CosemValue.Array(List<CosemValue> entries)
                    && entries.size() == values.size()) {
                List<Optional<CosemAttribute>> named = entries.stream().map(PushedReading::attribute).toList();
                if (named.get(i)
                        .filter(one -> one.classId() == PUSH_SETUP && one.attribute() == OBJECTS)
                        .isPresent()) {
                    return Optional.of(named.stream().map(one -> one.map(wanted::indexOf).orElse(-1)).toList());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<Integer>> templated(int values) {
        return address.pushed()
                .map(PushTemplate::items)
                .filter(items -> items.size() == values)
                .map(items -> items.stream().map(PushTemplate.Item::place).toList());
    }

    /** A whole attribute; empty for a part of one, and for what is no entry. */
    private static Optional<CosemAttribute> attribute(CosemValue entry) {
        return entry instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() >= ENTRY_FIELDS
                && fields.get(0) instanceof Whole classId && fields.get(1) instanceof CosemValue.Octets name
                && name.bytes().length == NAME_BYTES && fields.get(2) instanceof Whole attribute
                && fields.get(3) instanceof Whole index && index.value() == 0
                        ? Optional.of(new CosemAttribute((int) classId.value(), ObisCode.of(name.bytes()),
                                (int) attribute.value()))
                        : Optional.empty();
    }
}
