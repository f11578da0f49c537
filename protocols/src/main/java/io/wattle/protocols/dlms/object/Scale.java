package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What a register's number has to be multiplied with, and what it then counts (scal_unit_type of IEC 62056-6-2).
 *
 * @param exponent power of ten, -128..127
 * @param unit number of the unit, 0..255
 */
public record Scale(int exponent, int unit) {
    /** A mere number. */
    public static final Scale NONE = new Scale(0, Units.COUNT);

    private static final int FLOAT_32 = 23;
    private static final int FLOAT_64 = 24;

    /** The attribute scaler_unit; empty if it does not hold that. */
    public static Optional<Scale> of(CosemValue attribute) {
        return attribute instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() == 2
                && fields.get(0) instanceof Whole(Whole.Type _, long scaler) && scaler >= -128 && scaler <= 127
                && fields.get(1) instanceof Whole(Whole.Type _, long unit) && unit >= 0 && unit <= 255
                        ? Optional.of(new Scale((int) scaler, (int) unit))
                        : Optional.empty();
    }

    /** The number that the value is, scaled; empty if it is none. */
    public Optional<Measure> measure(CosemValue value) {
        return number(value).map(number -> new Measure(plain(number.scaleByPowerOfTen(exponent)), unit));
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static Optional<BigDecimal> number(CosemValue value) {
        return switch (value) {
            case Whole whole -> Optional.of(BigDecimal.valueOf(whole.value()));
            case CosemValue.Raw raw when raw.tag() == FLOAT_32 && raw.bytes().length == Float.BYTES ->
                finite(ByteBuffer.wrap(raw.bytes()).getFloat());
            case CosemValue.Raw raw when raw.tag() == FLOAT_64 && raw.bytes().length == Double.BYTES ->
                finite(ByteBuffer.wrap(raw.bytes()).getDouble());
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Octets _,CosemValue.Text _,CosemValue.Bits _,CosemValue.DateTime _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                Optional.empty();
        };
    }

    private static Optional<BigDecimal> finite(float number) {
        return Float.isFinite(number) ? Optional.of(new BigDecimal(Float.toString(number))) : Optional.empty();
    }

    private static Optional<BigDecimal> finite(double number) {
        return Double.isFinite(number) ? Optional.of(BigDecimal.valueOf(number)) : Optional.empty();
    }
}
