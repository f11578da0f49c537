package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import java.util.Map;

/** What a meter takes for its settings: what their classes say, item for item. */
final class SettingRules {
    private SettingRules() {}

    /** Whether the value is one that the attribute's class knows. */
    static boolean allow(CosemAttribute attribute, CosemValue value) {
        return !TypedObject.of(attribute.classId(), attribute.name(), Map.of(attribute.attribute(), value),
                ScaleBook.empty(), new MeterTimes(0)).isOdd();
    }
}
