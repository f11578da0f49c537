package io.wattle.protocols.dlms.axdr;

import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.ArrayList;
import java.util.List;

/**
 * compact-array (IEC 62056-5-3, Data, tag 19): what all items are made of is said once, then the items stand one behind
 * the other without tags. Read into an ordinary array; nobody here writes one.
 */
final class CompactArrays {
    private static final int ARRAY = 1;
    private static final int STRUCTURE = 2;
    private static final int DEPTH_MAX = 8;

    private CompactArrays() {}

    /** What an item is made of. */
    private sealed interface Type {
        record Simple(int tag) implements Type {}

        record Repeated(int count, Type item) implements Type {}

        record Fields(List<Type> fields) implements Type {}
    }

    static CosemValue read(AxdrReader in, int depth) {
        Type type = readType(in, depth);
        AxdrReader contents = in.part();
        List<CosemValue> items = new ArrayList<>();
        while (contents.left() > 0) {
            int before = contents.left();
            items.add(readItem(contents, type, depth));
            if (contents.left() == before) {
                throw in.malformed("compact array of items without contents");
            }
        }
        return new CosemValue.Array(items);
    }

    private static Type readType(AxdrReader in, int depth) {
        if (depth >= DEPTH_MAX) {
            throw in.malformed("compact array at depth " + depth);
        }
        int tag = in.unsigned8();
        return switch (tag) {
            case ARRAY -> new Type.Repeated(in.unsigned16(), readType(in, depth + 1));
            case STRUCTURE -> {
                int count = in.count();
                List<Type> fields = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    fields.add(readType(in, depth + 1));
                }
                yield new Type.Fields(fields);
            }
            default -> new Type.Simple(tag);
        };
    }

    private static CosemValue readItem(AxdrReader in, Type type, int depth) {
        in.takeUntagged();
        return switch (type) {
            case Type.Simple(int tag) -> DataCodec.read(tag, in, depth + 1);
            case Type.Fields(List<Type> fields) -> new CosemValue.Structure(readFields(in, fields, depth));
            case Type.Repeated(int count, Type item) -> new CosemValue.Array(readRepeated(in, count, item, depth));
        };
    }

    /** A field of an unknown type takes all that follows: what was to stand behind it cannot be told. */
    private static List<CosemValue> readFields(AxdrReader in, List<Type> types, int depth) {
        List<CosemValue> fields = new ArrayList<>();
        for (int i = 0; i < types.size() && !in.swallowed(); i++) {
            fields.add(readItem(in, types.get(i), depth + 1));
        }
        return fields;
    }

    private static List<CosemValue> readRepeated(AxdrReader in, int count, Type item, int depth) {
        List<CosemValue> items = new ArrayList<>();
        for (int i = 0; i < count && !in.swallowed(); i++) {
            items.add(readItem(in, item, depth + 1));
        }
        return items;
    }
}
