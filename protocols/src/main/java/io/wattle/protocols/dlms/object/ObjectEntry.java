package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemClass;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of a meter as the association lists it (IEC 62056-6-2, class 15, object_list).
 *
 * @param classId 1..65535
 * @param version of the class, 0..255
 * @param attributes as far as the list names them, in its order
 * @param methods numbers of those that may be called
 */
public record ObjectEntry(int classId, int version, ObisCode name, List<Access> attributes, List<Integer> methods) {

    /**
     * What this client may do with an attribute.
     *
     * @param attribute 1..127
     */
    public record Access(int attribute, boolean read, boolean write) {}

    public ObjectEntry {
        attributes = List.copyOf(attributes);
        methods = List.copyOf(methods);
    }

    /** The class in words. */
    public String title() {
        return CosemClass.of(classId).map(CosemClass::title).orElse("class " + classId);
    }

    /** What can be read of it, beside its name. */
    public List<CosemAttribute> readable() {
        return attributes.stream()
                .filter(access -> access.read() && access.attribute() > 1)
                .map(access -> new CosemAttribute(classId, name, access.attribute()))
                .toList();
    }

    /** The objects of an object_list; entries that make no sense are left out. Empty if the value is no list at all. */
    public static Optional<List<ObjectEntry>> readList(CosemValue objectList) {
        if (!(objectList instanceof CosemValue.Array(List<CosemValue> items))) {
            return Optional.empty();
        }
        return Optional.of(items.stream().flatMap(item -> read(item).stream()).toList());
    }

    private static Optional<ObjectEntry> read(CosemValue item) {
        if (!(item instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() < 3
                || !(fields.get(0) instanceof Whole(Whole.Type _, long classId)) || classId < 1 || classId > 65_535
                || !(fields.get(1) instanceof Whole(Whole.Type _, long version)) || version < 0 || version > 255
                || !(fields.get(2) instanceof CosemValue.Octets name) || name.bytes().length != ObisCode.BYTES) {
            return Optional.empty();
        }
        List<CosemValue> rights = fields.size() > 3
                && fields.get(3) instanceof CosemValue.Structure(List<CosemValue> both) && both.size() == 2
                        ? both
                        : List.of(new CosemValue.Null(), new CosemValue.Null());
        return Optional.of(new ObjectEntry((int) classId, (int) version, ObisCode.of(name.bytes()),
                attributes(rights.get(0)), methods(rights.get(1))));
    }

    private static List<Access> attributes(CosemValue list) {
        List<Access> found = new ArrayList<>();
        for (CosemValue item : items(list)) {
            if (item instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() >= 2
                    && fields.get(0) instanceof Whole(Whole.Type _, long attribute) && attribute > 0
                    && attribute < 128 && fields.get(1) instanceof Whole(Whole.Type _, long mode)) {
                found.add(new Access((int) attribute, mayRead(mode), mayWrite(mode)));
            }
        }
        return found;
    }

    /** Of each second number: versions 0 to 2 count to six, version 3 has a bit for each right. */
    private static boolean mayRead(long mode) {
        return mode == 1 || mode == 3 || mode == 4 || mode == 6 || (mode > 6 && (mode & 1) != 0);
    }

    private static boolean mayWrite(long mode) {
        return mode == 2 || mode == 3 || mode == 5 || mode == 6 || (mode > 6 && (mode & 2) != 0);
    }

    private static List<Integer> methods(CosemValue list) {
        List<Integer> found = new ArrayList<>();
        for (CosemValue item : items(list)) {
            if (item instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() >= 2
                    && fields.get(0) instanceof Whole(Whole.Type _, long method) && method > 0 && method < 128
                    && mayCall(fields.get(1))) {
                found.add((int) method);
            }
        }
        return found;
    }

    private static boolean mayCall(CosemValue mode) {
        return mode instanceof CosemValue.Bool(boolean yes)
                ? yes
                : mode instanceof Whole(Whole.Type _, long number) && number != 0;
    }

    private static List<CosemValue> items(CosemValue list) {
        return list instanceof CosemValue.Array(List<CosemValue> items) ? items : List.of();
    }
}
