package io.wattle.protocols.dlms.gurux;

import gurux.dlms.enums.DataType;
import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import org.jspecify.annotations.Nullable;

/**
 * A value as the library takes it when it writes.
 *
 * @param value in the library's Java type; null for null-data
 */
record GuruxValue(@Nullable Object value, DataType type) {

    static GuruxValue of(CosemValue value) {
        return switch (value) {
            case CosemValue.Null() -> new GuruxValue(null, DataType.NONE);
            case CosemValue.Bool(boolean bool) -> new GuruxValue(bool, DataType.BOOLEAN);
            case CosemValue.Octets octets -> new GuruxValue(octets.bytes(), DataType.OCTET_STRING);
            case CosemValue.Text(String text, boolean visible) ->
                new GuruxValue(text, visible ? DataType.STRING : DataType.STRING_UTF8);
            case CosemValue.DateTime(java.time.Instant at) ->
                new GuruxValue(DateTimeCodec.write(at), DataType.OCTET_STRING);
            case Whole(Whole.Type type, long whole) -> new GuruxValue(whole, dataType(type));
            case CosemValue.Bits _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                throw new IllegalArgumentException("no request of ours carries a " + value.getClass().getSimpleName());
        };
    }

    private static DataType dataType(Whole.Type type) {
        return switch (type) {
            case INT8 -> DataType.INT8;
            case INT16 -> DataType.INT16;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case UINT8 -> DataType.UINT8;
            case UINT16 -> DataType.UINT16;
            case UINT32 -> DataType.UINT32;
            case ENUM -> DataType.ENUM;
        };
    }
}
