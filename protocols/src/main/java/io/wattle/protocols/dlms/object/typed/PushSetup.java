package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.typed.PushTarget.Item;
import io.wattle.protocols.dlms.object.typed.PushTarget.Repetition;
import io.wattle.protocols.dlms.object.typed.PushTarget.Window;
import java.time.Duration;
import java.util.List;

/**
 * What a meter pushes, where to, when, and how often it tries (class 40).
 *
 * @param randomisation pushes are put off by up to so long, so that not all meters push at once
 */
public record PushSetup(Part<List<Item>> objects, Part<PushTarget> target, Part<List<Window>> windows,
        Part<Duration> randomisation, Part<Integer> retries, Part<Repetition> repetition)
        implements
            TypedObject {

    static PushSetup of(Fields fields) {
        return new PushSetup(
                fields.part(2, value -> Decode.items(value, PushSetup::item), Words.list(Item::text)),
                fields.part(3, PushSetup::target, PushTarget::text),
                fields.part(4, value -> Decode.items(value, item -> window(item, fields)), Words.list(Window::text)),
                fields.seconds(5), fields.part(6, Decode::unsigned8, String::valueOf),
                fields.part(7, PushTarget::repetition, Repetition::text));
    }

    private static Item item(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 4);
        return new Item(Decode.attribute(value), Decode.unsigned16(parts.get(3)));
    }

    private static PushTarget target(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 3);
        return new PushTarget(Decode.unsigned8(parts.get(0)), Decode.text(parts.get(1)),
                Decode.unsigned8(parts.get(2)));
    }

    private static Window window(CosemValue value, Fields fields) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new Window(fields.momentOf(parts.get(0)), fields.momentOf(parts.get(1)));
    }
}
