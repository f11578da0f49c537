package io.wattle.protocols.dlms.cosem;

import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.util.List;

/**
 * Which part of an attribute is meant (IEC 62056-5-3, Selective-Access-Descriptor).
 *
 * @param selector as the attribute's class numbers them, 0..255
 * @param parameters as that selector wants them
 */
public record Selection(int selector, CosemValue parameters) {
    /** Of a profile's buffer (IEC 62056-6-2, class 7): rows whose restricting column lies within two values. */
    public static final int BY_RANGE = 1;
    /** Of a profile's buffer: rows from one number to another. */
    public static final int BY_ENTRY = 2;

    private static final long ENTRY_MAX = 0xFFFF_FFFFL;

    /**
     * Rows of a profile by their column of the clock, all columns.
     *
     * @param column the column that restricts, as the profile's capture objects name it
     * @param dataIndex of that column
     * @param from the first value, included
     * @param to the last value, included
     */
    public static Selection byRange(CosemAttribute column, int dataIndex, CosemValue from, CosemValue to) {
        CosemValue restricting = new CosemValue.Structure(List.of(new Whole(Whole.Type.UINT16, column.classId()),
                new CosemValue.Octets(column.name().bytes()), new Whole(Whole.Type.INT8, column.attribute()),
                new Whole(Whole.Type.UINT16, dataIndex)));
        return new Selection(BY_RANGE, new CosemValue.Structure(
                List.of(restricting, from, to, new CosemValue.Array(List.of()))));
    }

    /**
     * Rows of a profile by their number, all columns.
     *
     * @param first 1 is the first of the buffer, 1..4294967295
     * @param last included; 0 is the last that there is
     */
    public static Selection byEntry(long first, long last) {
        if (first < 1 || first > ENTRY_MAX || last < 0 || last > ENTRY_MAX) {
            throw new IllegalArgumentException("entries must be 1..4294967295, were " + first + " to " + last);
        }
        return new Selection(BY_ENTRY, new CosemValue.Structure(
                List.of(new Whole(Whole.Type.UINT32, first), new Whole(Whole.Type.UINT32, last),
                        new Whole(Whole.Type.UINT16, 1), new Whole(Whole.Type.UINT16, 0))));
    }
}
