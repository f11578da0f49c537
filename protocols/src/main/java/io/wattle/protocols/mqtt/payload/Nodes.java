package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import java.util.Locale;

/** Values into fields. */
final class Nodes {
    private Nodes() {}

    /** The contract's word for a constant: small letters and hyphens. */
    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void put(ObjectNode into, String name, MeterQuantity quantity) {
        ObjectNode node = into.putObject(name).put("value", quantity.value());
        switch (quantity) {
            case MeterQuantity.Energy _ -> node.put("unit", "Wh");
            case MeterQuantity.Volume _ -> node.put("unit", "l");
            case MeterQuantity.Gas _ -> node.put("unit", "lg");
            case MeterQuantity.Money(long _, String currency) -> node.put("unit", "minor").put("currency", currency);
        }
    }

    static void put(ObjectNode into, MeterReading reading) {
        into.put("time", reading.meterTime().toString());
        put(into, "register", reading.register());
        reading.balance().ifPresent(balance -> put(into, "balance", balance));
        reading.relay().ifPresent(relay -> into.put("relay", word(relay)));
    }

    static void put(ObjectNode into, LoadProfile profile) {
        ArrayNode points = into.putArray("points");
        for (LoadProfile.Point point : profile.points()) {
            ObjectNode node = points.addObject().put("time", point.at().toString());
            put(node, "register", point.register());
        }
    }
}
