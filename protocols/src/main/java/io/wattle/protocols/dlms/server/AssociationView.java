package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemClass;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client sees of a meter's objects: their logical names, and the current association (IEC 62056-6-2, class 15,
 * version 1) with its list of objects and what may be done with them.
 */
final class AssociationView {
    static final String ASSOCIATION = "0.0.40.0.0.255";

    private static final CosemAttribute OBJECT_LIST = new CosemAttribute(15, ASSOCIATION, 2);
    private static final CosemAttribute STATUS = new CosemAttribute(15, ASSOCIATION, 8);
    private static final int ASSOCIATED = 2;
    private static final int NAME = 1;

    private AssociationView() {}

    /** An object, whatever is asked of it. */
    private record Item(int classId, ObisCode name) {}

    /** What the device itself does not keep. */
    static GetResult read(CosemDevice device, AccessRights rights, CosemAttribute attribute) {
        if (attribute.equals(OBJECT_LIST)) {
            return new GetResult.Value(objectList(device, rights));
        }
        if (attribute.equals(STATUS)) {
            return new GetResult.Value(new Whole(Whole.Type.ENUM, ASSOCIATED));
        }
        Item item = new Item(attribute.classId(), attribute.name());
        boolean isObject = item.equals(new Item(15, new ObisCode(ASSOCIATION)))
                || visible(device, rights).stream().anyMatch(known -> itemOf(known).equals(item));
        return attribute.attribute() == NAME && isObject
                ? new GetResult.Value(new CosemValue.Octets(attribute.name().bytes()))
                : new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED);
    }

    private static CosemValue objectList(CosemDevice device, AccessRights rights) {
        Set<CosemAttribute> attributes = new TreeSet<>(Comparator.comparing(CosemAttribute::name,
                Comparator.comparing(ObisCode::dotted))
                .thenComparingInt(CosemAttribute::classId)
                .thenComparingInt(CosemAttribute::attribute));
        attributes.addAll(visible(device, rights));
        for (CosemAttribute attribute : visible(device, rights)) {
            attributes.add(new CosemAttribute(attribute.classId(), attribute.name(), NAME));
        }
        attributes.add(new CosemAttribute(15, ASSOCIATION, NAME));
        attributes.add(OBJECT_LIST);
        attributes.add(STATUS);
        List<CosemMethod> methods = new ArrayList<>(rights.mayChange() ? device.methods() : Set.of());
        List<CosemValue> list = new ArrayList<>();
        for (Item item : attributes.stream().map(AssociationView::itemOf).distinct().toList()) {
            list.add(new CosemValue.Structure(List.of(new Whole(Whole.Type.UINT16, item.classId()),
                    new Whole(Whole.Type.UINT8, CosemClass.of(item.classId()).map(CosemClass::version).orElse(0)),
                    new CosemValue.Octets(item.name().bytes()),
                    new CosemValue.Structure(List.of(
                            new CosemValue.Array(attributes.stream()
                                    .filter(attribute -> itemOf(attribute).equals(item))
                                    .map(attribute -> access(attribute.attribute(), mode(device, rights, attribute)))
                                    .toList()),
                            new CosemValue.Array(methods.stream()
                                    .filter(method -> new Item(method.classId(), method.name()).equals(item))
                                    .sorted(Comparator.comparingInt(CosemMethod::method))
                                    .map(AssociationView::access)
                                    .toList()))))));
        }
        return new CosemValue.Array(list);
    }

    private static Item itemOf(CosemAttribute attribute) {
        return new Item(attribute.classId(), attribute.name());
    }

    private static Set<CosemAttribute> visible(CosemDevice device, AccessRights rights) {
        Set<CosemAttribute> all = new java.util.HashSet<>(device.attributes());
        all.removeIf(attribute -> !rights.mayRead(attribute));
        return all;
    }

    private static int mode(CosemDevice device, AccessRights rights, CosemAttribute attribute) {
        return rights.mayChange() && device.writable().contains(attribute) ? 3 : 1; // read and write, or read only
    }

    private static CosemValue access(int attribute, int mode) {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.INT8, attribute),
                new Whole(Whole.Type.ENUM, mode), new CosemValue.Null()));
    }

    private static CosemValue access(CosemMethod method) {
        return new CosemValue.Structure(
                List.of(new Whole(Whole.Type.INT8, method.method()), new Whole(Whole.Type.ENUM, 1)));
    }
}
