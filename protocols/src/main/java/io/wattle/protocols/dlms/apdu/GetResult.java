package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemValue;

/** What a GET gave for one attribute (IEC 62056-5-3, Get-Data-Result). */
public sealed interface GetResult {

    /** The attribute's value. */
    record Value(CosemValue value) implements GetResult {}

    /** Why there is none. */
    record Refusal(DataAccessResult result) implements GetResult {}

    static GetResult read(AxdrReader in) {
        int choice = in.unsigned8();
        return switch (choice) {
            case 0 -> new Value(in.value());
            case 1 -> new Refusal(DataAccessResult.of(in.unsigned8()));
            default -> throw in.malformed("unknown Get-Data-Result " + choice);
        };
    }

    /** Writes choice and contents. */
    default void write(AxdrWriter out) {
        switch (this) {
            case Value(CosemValue value) -> out.unsigned8(0).value(value);
            case Refusal(DataAccessResult result) -> out.unsigned8(1).unsigned8(result.code());
        }
    }
}
