package io.wattle.protocols.dlms.field;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.Steps;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.PushSetup;
import io.wattle.protocols.dlms.object.typed.PushTarget;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.meter.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a meter pushes, and where to (class 40). Calls block; for one thread at a time. */
public final class PushWork {
    private static final int OBJECTS = 2;
    private static final int TARGET = 3;
    private static final int RETRIES = 6;
    private static final int REPETITION = 7;

    private final MeterObject push;

    /** @param address says under which name the meter has it */
    public PushWork(CosemLink link, DlmsAddress address) {
        this.push = new MeterObject(link, 40, address.model().objects().push(), "push setup",
                new MeterTimes(address.utcOffsetMinutes()));
    }

    /**
     * What is to be changed; the rest stays.
     *
     * @param retries 0..255
     */
    public record Change(Optional<PushTarget> target, Optional<List<PushTarget.Item>> objects,
            Optional<Integer> retries) {}

    public Outcome<Found<PushSetup>> read() {
        return push.read(REPETITION, ScaleBook.empty())
                .map(described -> MeterObject.as(PushSetup.class, described));
    }

    /** Writes and reads back. */
    public Outcome<Found<PushSetup>> change(Change change) {
        Map<Integer, CosemValue> values = new TreeMap<>();
        try {
            change.target().ifPresent(target -> values.put(TARGET, target.value()));
        } catch (IllegalArgumentException notWritable) {
            return MeterObject.refused(String.valueOf(notWritable.getMessage()));
        }
        change.objects()
                .ifPresent(items -> values.put(OBJECTS,
                        new CosemValue.Array(items.stream().map(PushTarget.Item::value).toList())));
        change.retries().ifPresent(count -> values.put(RETRIES, new Whole(Whole.Type.UINT8, count)));
        return values.isEmpty()
                ? MeterObject.refused("nothing is to be changed")
                : push.write(values).then(_ -> Steps.afterInstruction(read()));
    }

    /** Has the meter push now. */
    public Outcome<Boolean> pushNow() {
        return push.call(1, new Whole(Whole.Type.INT8, 0));
    }
}
