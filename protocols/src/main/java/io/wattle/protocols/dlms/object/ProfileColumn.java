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
 * What a column of a profile holds.
 *
 * @param source the attribute that is captured
 * @param dataIndex which element of it, 0 for all
 * @param scale of the numbers in it; {@link Scale#NONE} where they have none
 */
public record ProfileColumn(CosemAttribute source, int dataIndex, Scale scale) {
    private static final int REGISTER = 3;
    private static final int EXTENDED_REGISTER = 4;
    private static final int DEMAND_REGISTER = 5;
    private static final int CLOCK = 8;

    /** Such as {@code 1.0.1.8.0.255 value (Wh)}. */
    public String title() {
        String unit = Units.symbol(scale.unit());
        return source.name() + " " + CosemClass.attributeName(source.classId(), source.attribute())
                + (dataIndex == 0 ? "" : "[" + dataIndex + "]") + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    /** Does it hold the time of each row? */
    public boolean isClock() {
        return source.classId() == CLOCK && source.attribute() == 2;
    }

    /** The attribute that says what its numbers have to be multiplied with, if they are a register's. */
    public Optional<CosemAttribute> scaleAttribute() {
        return switch (source.classId()) {
            case REGISTER, EXTENDED_REGISTER -> source.attribute() == 2 ? attribute(3) : Optional.empty();
            case DEMAND_REGISTER ->
                source.attribute() == 2 || source.attribute() == 3 ? attribute(4) : Optional.empty();
            default -> Optional.empty();
        };
    }

    ProfileColumn scaled(Scale other) {
        return new ProfileColumn(source, dataIndex, other);
    }

    private Optional<CosemAttribute> attribute(int number) {
        return Optional.of(new CosemAttribute(source.classId(), source.name(), number));
    }

    /** The columns that capture_objects names, not scaled yet; empty if the value names none, or one that makes no sense. */
    public static Optional<List<ProfileColumn>> readList(CosemValue captureObjects) {
        if (!(captureObjects instanceof CosemValue.Array(List<CosemValue> items)) || items.isEmpty()) {
            return Optional.empty();
        }
        List<ProfileColumn> columns = new ArrayList<>();
        for (CosemValue item : items) {
            if (!(item instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 4
                    || !(fields.get(0) instanceof Whole(Whole.Type _, long classId)) || classId < 1
                    || classId > 65_535 || !(fields.get(1) instanceof CosemValue.Octets name)
                    || name.bytes().length != ObisCode.BYTES
                    || !(fields.get(2) instanceof Whole(Whole.Type _, long attribute))
                    || !(fields.get(3) instanceof Whole(Whole.Type _, long dataIndex))) {
                return Optional.empty();
            }
            columns.add(new ProfileColumn(new CosemAttribute((int) classId, ObisCode.of(name.bytes()), (int) attribute),
                    (int) dataIndex, Scale.NONE));
        }
        return Optional.of(List.copyOf(columns));
    }
}
