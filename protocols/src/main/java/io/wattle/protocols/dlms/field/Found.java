package io.wattle.protocols.dlms.field;

import io.wattle.protocols.dlms.object.typed.Shown;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import java.util.List;

/**
 * An object as the meter has it.
 *
 * @param shown its attributes, for people
 */
public record Found<T extends TypedObject>(T object, List<Shown> shown) {
    public Found {
        shown = List.copyOf(shown);
    }
}
