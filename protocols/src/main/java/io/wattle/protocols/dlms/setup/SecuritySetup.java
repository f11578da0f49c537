package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The security setup's attributes and methods, and what they take and return (IEC 62056-6-2, class 64, version 1). */
public final class SecuritySetup {
    /** The object of the current association. */
    public static final String NAME = "0.0.43.0.0.255";

    public static final int CLASS = 64;
    public static final CosemAttribute POLICY = attribute(2);
    public static final CosemAttribute SUITE = attribute(3);
    public static final CosemAttribute CLIENT_TITLE = attribute(4);
    public static final CosemAttribute SERVER_TITLE = attribute(5);
    public static final CosemAttribute CERTIFICATES = attribute(6);
    public static final CosemMethod ACTIVATE = method(1);
    public static final CosemMethod KEY_TRANSFER = method(2);
    public static final CosemMethod KEY_AGREEMENT = method(3);
    public static final CosemMethod GENERATE_KEY_PAIR = method(4);
    public static final CosemMethod REQUEST_CERTIFICATE = method(5);
    public static final CosemMethod IMPORT_CERTIFICATE = method(6);
    public static final CosemMethod EXPORT_CERTIFICATE = method(7);
    public static final CosemMethod REMOVE_CERTIFICATE = method(8);

    private SecuritySetup() {}

    /** key_transfer_data and key_agreement_data: keys by key_id, wrapped, or as public halves with their signatures. */
    public static CosemValue keys(Map<SetupKey, byte[]> keys) {
        List<CosemValue> items = new ArrayList<>();
        new EnumMap<>(keys).forEach((key, data) -> items.add(new CosemValue.Structure(
                List.of(new Whole(Whole.Type.ENUM, key.number()), new CosemValue.Octets(data)))));
        return new CosemValue.Array(items);
    }

    /** The same read; empty if it is something else, names a key twice or one that there is not. */
    public static Optional<Map<SetupKey, byte[]>> readKeys(CosemValue value) {
        if (!(value instanceof CosemValue.Array(List<CosemValue> items)) || items.isEmpty()) {
            return Optional.empty();
        }
        Map<SetupKey, byte[]> keys = new EnumMap<>(SetupKey.class);
        for (CosemValue item : items) {
            if (!(item instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 2
                    || !(fields.get(0) instanceof Whole(Whole.Type _, long number))
                    || !(fields.get(1) instanceof CosemValue.Octets data)) {
                return Optional.empty();
            }
            Optional<SetupKey> key = SetupKey.of(number);
            if (key.isEmpty() || keys.put(key.get(), data.bytes()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(keys);
    }

    private static CosemAttribute attribute(int number) {
        return new CosemAttribute(CLASS, NAME, number);
    }

    private static CosemMethod method(int number) {
        return new CosemMethod(CLASS, NAME, number);
    }
}
