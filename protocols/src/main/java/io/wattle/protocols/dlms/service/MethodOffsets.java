package io.wattle.protocols.dlms.service;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How far behind an object's base name the short name of its first method stands; each further one follows at a distance
 * of eight. Classes that are in use by short names have theirs in IEC 62056-6-2; for others the maker of the meter says
 * it.
 *
 * @param given by class, in place of what the standard says
 */
public record MethodOffsets(Map<Integer, Integer> given) {
    /** As in the standard. */
    public static final MethodOffsets STANDARD = new MethodOffsets(Map.of());

    private static final Map<Integer, Integer> KNOWN = Map.ofEntries(Map.entry(3, 0x28), Map.entry(4, 0x38),
            Map.entry(5, 0x48), Map.entry(6, 0x30), Map.entry(7, 0x58), Map.entry(8, 0x60), Map.entry(9, 0x20),
            Map.entry(10, 0x20), Map.entry(11, 0x10), Map.entry(12, 0x20), Map.entry(17, 0x20), Map.entry(18, 0x40),
            Map.entry(20, 0x50), Map.entry(61, 0x28), Map.entry(70, 0x20));
    private static final int OFFSET_MAX = 0x7F8;

    public MethodOffsets {
        given = Map.copyOf(given);
    }

    /**
     * Reads what a maker says, such as {@code 112:60,115:40}: class, colon, offset in hexadecimal digits.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static MethodOffsets parse(String text) {
        Map<Integer, Integer> given = new HashMap<>();
        for (String pair : text.split(",", -1)) {
            if (!pair.matches("[0-9]{1,5}:[0-9A-Fa-f]{1,3}")) {
                throw bad(pair);
            }
            int colon = pair.indexOf(':');
            int offset = Integer.parseInt(pair.substring(colon + 1), 16);
            if (offset % 8 != 0 || offset == 0 || offset > OFFSET_MAX
                    || given.put(Integer.parseInt(pair.substring(0, colon)), offset) != null) {
                throw bad(pair);
            }
        }
        return new MethodOffsets(given);
    }

    /** The offset of a class's first method; empty if nobody said. */
    public OptionalInt of(int classId) {
        Integer offset = given.getOrDefault(classId, KNOWN.getOrDefault(classId, 0));
        return offset == 0 ? OptionalInt.empty() : OptionalInt.of(offset);
    }

    private static IllegalArgumentException bad(String pair) {
        return new IllegalArgumentException("methods must be class:offset with a comma between, each class once, the"
                + " offset a multiple of 8 in hexadecimal digits, 8..7f8, was: " + pair);
    }
}
