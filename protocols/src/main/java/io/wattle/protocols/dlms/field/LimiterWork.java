package io.wattle.protocols.dlms.field;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.Steps;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ProfileColumn;
import io.wattle.protocols.dlms.object.Scale;
import io.wattle.protocols.dlms.object.Units;
import io.wattle.protocols.dlms.object.typed.Limiter;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A meter's limiter (class 71). Calls block; for one thread at a time. */
public final class LimiterWork {
    private static final int ACTIONS = 11;
    private static final int NORMAL = 4;
    private static final int EMERGENCY = 5;
    private static final int OVER_FOR = 6;
    private static final int UNDER_FOR = 7;

    private final MeterObject limiter;

    /** @param address says under which name the meter has it */
    public LimiterWork(CosemLink link, DlmsAddress address) {
        this.limiter = new MeterObject(link, 71, address.model().objects().limiter(), "limiter",
                new MeterTimes(address.utcOffsetMinutes()));
    }

    /**
     * What is to be changed; the rest stays.
     *
     * @param normal in the unit of what is watched
     * @param emergency likewise
     */
    public record Change(Optional<BigDecimal> normal, Optional<BigDecimal> emergency, Optional<Duration> overFor,
            Optional<Duration> underFor) {}

    /** Thresholds in the unit of what the limiter watches, as that object says it; mere numbers if it does not. */
    public Outcome<Found<Limiter>> read() {
        return limiter.read(ACTIONS, ScaleBook.empty()).then(plain -> {
            Optional<CosemAttribute> watched = MeterObject.as(Limiter.class, plain).object().monitored().known();
            Optional<CosemAttribute> scaler = watched
                    .flatMap(attribute -> new ProfileColumn(attribute, 0, Scale.NONE).scaleAttribute());
            return scaler.isEmpty()
                    ? Outcome.done(MeterObject.as(Limiter.class, plain))
                    : limiter.value(scaler.get())
                            .then(value -> Scale.of(value)
                                    .map(scale -> limiter.read(ACTIONS, ScaleBook.of(watched.get(), scale))
                                            .map(described -> MeterObject.as(Limiter.class, described)))
                                    .orElseGet(() -> Outcome.done(MeterObject.as(Limiter.class, plain))));
        });
    }

    /** Writes, each in the type that the meter has for it, and reads back. */
    public Outcome<Found<Limiter>> change(Change change) {
        return read().then(before -> {
            Map<Integer, CosemValue> values = new TreeMap<>();
            Outcome<Boolean> ready = threshold(NORMAL, change.normal(), before, values)
                    .then(_ -> threshold(EMERGENCY, change.emergency(), before, values));
            change.overFor().ifPresent(time -> values.put(OVER_FOR, seconds(time)));
            change.underFor().ifPresent(time -> values.put(UNDER_FOR, seconds(time)));
            return ready.then(_ -> values.isEmpty()
                    ? MeterObject.refused("nothing is to be changed")
                    : limiter.write(values).then(_ -> Steps.afterInstruction(read())));
        });
    }

    private Outcome<Boolean> threshold(int number, Optional<BigDecimal> wanted, Found<Limiter> before,
            Map<Integer, CosemValue> values) {
        if (wanted.isEmpty()) {
            return Outcome.done(true);
        }
        return limiter.value(limiter.attribute(number)).then(had -> {
            if (!(had instanceof Whole(Whole.Type type, long _))) {
                return Outcome.refused(Refusal.NOT_SUPPORTED, "threshold is no whole number");
            }
            Scale scale = scale(before);
            try {
                long exact = wanted.get()
                        .scaleByPowerOfTen(-scale.exponent())
                        .longValueExact();
                values.put(number, new Whole(type, exact));
                return exact < 0 ? MeterObject.refused("threshold must not be negative") : Outcome.done(true);
            } catch (ArithmeticException notWhole) {
                return MeterObject.refused(wanted.get().toPlainString() + " is no whole number of the meter's unit, 10^"
                        + scale.exponent() + " "
                        + Units.symbol(scale.unit()));
            }
        });
    }

    private Scale scale(Found<Limiter> before) {
        return before.object()
                .monitored()
                .known()
                .flatMap(attribute -> new ProfileColumn(attribute, 0, Scale.NONE).scaleAttribute())
                .flatMap(attribute -> limiter.value(attribute) instanceof Outcome.Done<CosemValue>(CosemValue value)
                        ? Scale.of(value)
                        : Optional.empty())
                .orElse(Scale.NONE);
    }

    private static CosemValue seconds(Duration time) {
        return new Whole(Whole.Type.UINT32, time.toSeconds());
    }
}
