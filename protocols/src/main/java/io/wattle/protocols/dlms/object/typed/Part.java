package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.Optional;

/** One attribute of an object, as far as it could be understood. */
public sealed interface Part<T> {

    /** It says this. */
    record Known<T>(T value) implements Part<T> {}

    /** It holds something else than its class allows; the value is as it came. */
    record Odd<T>(CosemValue value, String problem) implements Part<T> {}

    /** The meter does not give it. */
    record Refused<T>(DataAccessResult why) implements Part<T> {}

    /** It was not read: the meter does not list it. */
    record Absent<T>() implements Part<T> {}

    /** What it says, if it was understood. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T>(T value) -> Optional.of(value);
            case Odd<T> _,Refused<T> _,Absent<T> _ -> Optional.empty();
        };
    }
}
