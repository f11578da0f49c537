package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.CosemModel;
import java.util.List;
import java.util.Map;

/** A meter's objects under names of its maker: {@code obis-register=1.0.1.8.1.255} in its URI and so on. */
final class ModelNames {
    static final List<String> PARAMETERS = List.of("obis-serial", "obis-clock", "obis-register", "obis-account",
            "obis-credit", "obis-relay", "obis-counter", "obis-gateway", "obis-firmware", "obis-load", "obis-billing",
            "obis-events", "obis-limiter", "obis-calendar", "obis-days", "obis-push", "obis-image", "obis-security",
            "obis-charge", "obis-emergency");

    private final Map<String, String> given;

    private ModelNames(Map<String, String> given) {
        this.given = given;
    }

    /** The model with what is given in place of its own names. */
    static MeterModel on(MeterModel model, Map<String, String> given) {
        return PARAMETERS.stream().noneMatch(given::containsKey) ? model : new ModelNames(given).on(model);
    }

    private MeterModel on(MeterModel model) {
        CosemModel had = model.objects();
        CosemModel objects = new CosemModel(name("obis-firmware", had.firmware()),
                name("obis-load", had.loadProfile()), name("obis-billing", had.billingProfile()),
                name("obis-events", had.eventLog()), name("obis-limiter", had.limiter()),
                name("obis-calendar", had.calendar()), name("obis-days", had.specialDays()),
                name("obis-push", had.push()), name("obis-image", had.image()), name("obis-security", had.security()),
                name("obis-charge", had.charge()), name("obis-emergency", had.emergencyCredit()));
        return new MeterModel(model.service(), name("obis-serial", model.serialNumber()),
                name("obis-clock", model.clock()), name("obis-register", model.register()),
                name("obis-account", model.account()), name("obis-credit", model.credit()),
                name("obis-relay", model.relay()), name("obis-counter", model.invocationCounter()),
                model.publicClient(), name("obis-gateway", model.tokenGateway()), model.tokenForm(), objects);
    }

    private ObisCode name(String parameter, ObisCode otherwise) {
        String value = given.get(parameter);
        if (value == null) {
            return otherwise;
        }
        try {
            return new ObisCode(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(parameter + ": " + e.getMessage(), e);
        }
    }
}
