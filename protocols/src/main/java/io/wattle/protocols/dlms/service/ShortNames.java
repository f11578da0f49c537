package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The objects of a meter by their base names (IEC 62056-6-2, class 12, object_list). Attribute n stands at a distance of
 * 8 (n - 1) behind the base name. Immutable.
 */
public final class ShortNames {
    /** The association itself, whose base name the standard fixes. */
    public static final CosemAttribute OBJECT_LIST = new CosemAttribute(12, "0.0.40.0.0.255", 2);
    /** Takes the client's proof and returns the meter's. */
    public static final CosemMethod REPLY_TO_HLS = new CosemMethod(12, "0.0.40.0.0.255", 8);

    private static final int ASSOCIATION_BASE = 0xFA00;
    private static final int STEP = 8;

    private final Map<Item, Integer> bases;
    private final MethodOffsets offsets;

    /** An object of a meter. */
    public record Item(int classId, int version, ObisCode name) {}

    private ShortNames(Map<Item, Integer> bases, MethodOffsets offsets) {
        this.bases = bases;
        this.offsets = offsets;
    }

    /** What is known before the meter was asked for its list. */
    public static ShortNames ofAssociation(MethodOffsets offsets) {
        return new ShortNames(Map.of(), offsets);
    }

    /** The same meter once it gave its list; empty if that is none. Entries that make no sense are left out. */
    public Optional<ShortNames> with(CosemValue objectList) {
        if (!(objectList instanceof CosemValue.Array(List<CosemValue> items))) {
            return Optional.empty();
        }
        Map<Item, Integer> found = new LinkedHashMap<>();
        for (CosemValue item : items) {
            if (item instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() >= 4
                    && fields.get(0) instanceof Whole(Whole.Type _, long base)
                    && fields.get(1) instanceof Whole(Whole.Type _, long classId) && classId > 0 && classId < 65_536
                    && fields.get(2) instanceof Whole(Whole.Type _, long version) && version >= 0 && version < 256
                    && fields.get(3) instanceof CosemValue.Octets name && name.bytes().length == ObisCode.BYTES) {
                found.putIfAbsent(new Item((int) classId, (int) version, ObisCode.of(name.bytes())),
                        (int) base & 0xFFFF); // a long, which counts from -32768 on
            }
        }
        return Optional.of(new ShortNames(found, offsets));
    }

    /** The objects, in the meter's order. */
    public List<Item> objects() {
        return List.copyOf(bases.keySet());
    }

    /** The short name of an attribute; empty if the meter does not list the object. */
    public OptionalInt of(CosemAttribute attribute) {
        OptionalInt base = base(attribute.classId(), attribute.name());
        return base.isEmpty() ? base : inRange(base.getAsInt() + STEP * (attribute.attribute() - 1));
    }

    /**
     * The short name of a method; empty if the meter does not list the object.
     *
     * @throws IllegalArgumentException if nobody said where the methods of its class stand
     */
    public OptionalInt of(CosemMethod method) {
        OptionalInt base = base(method.classId(), method.name());
        if (base.isEmpty()) {
            return base;
        }
        int first = offsets.of(method.classId())
                .orElseThrow(() -> new IllegalArgumentException("short names of methods of class " + method.classId()
                        + " are not known: say where they begin with the parameter methods"));
        return inRange(base.getAsInt() + first + STEP * (method.method() - 1));
    }

    private OptionalInt base(int classId, ObisCode name) {
        if (classId == OBJECT_LIST.classId() && name.equals(OBJECT_LIST.name())) {
            return OptionalInt.of(ASSOCIATION_BASE);
        }
        return bases.entrySet()
                .stream()
                .filter(entry -> entry.getKey().classId() == classId && entry.getKey().name().equals(name))
                .mapToInt(Map.Entry::getValue)
                .findFirst();
    }

    private static OptionalInt inRange(int name) {
        return name <= 0xFFFF ? OptionalInt.of(name) : OptionalInt.empty();
    }
}
