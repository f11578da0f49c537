package io.wattle.protocols.mqtt.payload;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.RelayState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fields into what was read. */
final class Readings {
    private Readings() {}

    static MeterReading reading(Fields fields, Instant receivedAt) throws BadPayloadException {
        MeterQuantity register = register(fields);
        Optional<MeterQuantity> balance = fields.has("balance")
                ? Optional.of(fields.quantity("balance"))
                : Optional.empty();
        Optional<RelayState> relay = fields.has("relay")
                ? Optional.of(fields.word("relay", RelayState.class))
                : Optional.empty();
        return new MeterReading(fields.serial(), fields.time("time"), receivedAt, register, balance, relay);
    }

    static LoadProfile profile(Fields fields) throws BadPayloadException {
        List<LoadProfile.Point> points = new ArrayList<>();
        for (Fields point : fields.objects("points", Contract.POINTS_MAX)) {
            Instant at = point.time("time");
            if (!points.isEmpty() && !points.getLast().at().isBefore(at)) {
                throw point.bad("time", "must be later than that of the point before");
            }
            points.add(new LoadProfile.Point(at, register(point)));
        }
        return new LoadProfile(fields.serial(), points);
    }

    private static MeterQuantity register(Fields fields) throws BadPayloadException {
        MeterQuantity register = fields.quantity("register");
        if (register instanceof MeterQuantity.Money || register.value() < 0) {
            throw fields.bad("register", "must be energy or volume, 0 or more");
        }
        return register;
    }
}
