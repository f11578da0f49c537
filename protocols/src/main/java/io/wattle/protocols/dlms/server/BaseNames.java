package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemClass;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.service.MethodOffsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The short names of one device: its objects in the order of their names, a page of 256 numbers each. What the standard
 * leaves open about methods is as the constructor of this meter says: those of the account begin at a0, of the credit at
 * 60, of the charge at 70, of the token gateway at 40, of all other classes at b0.
 */
final class BaseNames {
    /** The association's method that takes the client's proof. */
    static final int REPLY_TO_HLS = 0xFA58;

    private static final int ASSOCIATION = 0xFA00;
    private static final int PAGE = 0x100;
    private static final int PAGES_MAX = 0xF9;
    private static final int STEP = 8;
    private static final int OTHER_METHODS = 0xB0;
    private static final MethodOffsets METHODS = new MethodOffsets(Map.of(111, 0xA0, 112, 0x60, 113, 0x70, 115, 0x40));

    private final List<Item> pages;

    private record Item(int classId, ObisCode name) {}

    /** What a short name stands for. */
    sealed interface Meant {
        /** An attribute of an object that the device may have. */
        record Attribute(CosemAttribute attribute) implements Meant {}

        /** A method of such an object. */
        record Method(CosemMethod method) implements Meant {}

        /** The association's list of objects. */
        record ObjectList() implements Meant {}

        /** Nothing. */
        record Nothing() implements Meant {}
    }

    BaseNames(CosemDevice device) {
        TreeSet<Item> items = new TreeSet<>(Comparator.comparing((Item item) -> item.name().dotted())
                .thenComparingInt(Item::classId));
        device.attributes().forEach(attribute -> items.add(new Item(attribute.classId(), attribute.name())));
        device.methods().forEach(method -> items.add(new Item(method.classId(), method.name())));
        pages = items.stream().limit(PAGES_MAX).toList();
    }

    /** Reads a short name, 0..65535. */
    Meant meant(int name) {
        int page = name / PAGE - 1;
        int offset = name % PAGE;
        if (name == ASSOCIATION) {
            return new Meant.Attribute(new CosemAttribute(12, AssociationView.ASSOCIATION, 1));
        }
        if (name == ASSOCIATION + STEP) {
            return new Meant.ObjectList();
        }
        if (page < 0 || page >= pages.size() || offset % STEP != 0) {
            return new Meant.Nothing();
        }
        Item item = pages.get(page);
        int methods = METHODS.of(item.classId()).orElse(OTHER_METHODS);
        return offset < methods
                ? new Meant.Attribute(new CosemAttribute(item.classId(), item.name(), offset / STEP + 1))
                : new Meant.Method(
                        new CosemMethod(item.classId(), item.name(), (offset - methods) / STEP + 1));
    }

    /** The object_list of class 12, with the objects that the client may see. */
    CosemValue objectList(CosemDevice device, AccessRights rights) {
        List<CosemValue> list = new ArrayList<>();
        list.add(entry(ASSOCIATION, new Item(12, new ObisCode(AssociationView.ASSOCIATION))));
        for (int page = 0; page < pages.size(); page++) {
            Item item = pages.get(page);
            boolean visible = device.attributes()
                    .stream()
                    .anyMatch(attribute -> attribute.classId() == item.classId()
                            && attribute.name().equals(item.name()) && rights.mayRead(attribute));
            if (visible || rights.mayChange()) {
                list.add(entry(PAGE * (page + 1), item));
            }
        }
        return new CosemValue.Array(list);
    }

    private static CosemValue entry(int base, Item item) {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.INT16, (short) base),
                new Whole(Whole.Type.UINT16, item.classId()),
                new Whole(Whole.Type.UINT8, CosemClass.of(item.classId()).map(CosemClass::version).orElse(0)),
                new CosemValue.Octets(item.name().bytes())));
    }
}
