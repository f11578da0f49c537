package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.Limiter;
import io.wattle.protocols.dlms.object.typed.Moment;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which threshold of the limiter holds (class 71): the emergency one while an emergency profile that the meter belongs to
 * is on, else the normal one. Guarded by its meter's lock.
 */
final class LimiterState {
    private static final int ACTIVE_THRESHOLD = 3;
    private static final int NORMAL = 4;
    private static final int EMERGENCY = 5;
    private static final int OVER_FOR = 6;
    private static final int UNDER_FOR = 7;
    private static final int PROFILE = 8;
    private static final int GROUPS = 9;
    private static final int PROFILE_ACTIVE = 10;
    private static final int ACTIONS = 11;

    private final Function<CosemAttribute, CosemValue> settings;

    LimiterState(Function<CosemAttribute, CosemValue> settings) {
        this.settings = settings;
    }

    /** What follows from the time; empty for what was merely set. */
    Optional<CosemValue> shown(CosemAttribute attribute, MeterNow now) {
        if (attribute.classId() != 71
                || (attribute.attribute() != ACTIVE_THRESHOLD && attribute.attribute() != PROFILE_ACTIVE)) {
            return Optional.empty();
        }
        boolean emergency = isEmergency(now.shownMs());
        return Optional.of(attribute.attribute() == PROFILE_ACTIVE
                ? Values.bool(emergency)
                : setting(emergency ? EMERGENCY : NORMAL));
    }

    /** What the meter has to act by; empty if exceeding it does nothing. */
    Optional<LoadLimit> limit(long shownMs) {
        Limiter limiter = (Limiter) TypedObject.of(71, new ObisCode(Settings.LIMITER),
                Map.of(OVER_FOR, setting(OVER_FOR), UNDER_FOR, setting(UNDER_FOR), ACTIONS, setting(ACTIONS)),
                ScaleBook.empty(), new MeterTimes(0)).object();
        CosemValue threshold = setting(isEmergency(shownMs) ? EMERGENCY : NORMAL);
        return limiter.actions()
                .known()
                .filter(actions -> actions.over().selector() != 0 && threshold instanceof Whole)
                .map(actions -> new LoadLimit(((Whole) threshold).value(),
                        limiter.overFor().known().orElse(Duration.ZERO),
                        limiter.underFor().known().filter(_ -> actions.under().selector() != 0)));
    }

    private boolean isEmergency(long shownMs) {
        return TypedObject.of(71, new ObisCode(Settings.LIMITER),
                Map.of(PROFILE, setting(PROFILE), GROUPS, setting(GROUPS)), ScaleBook.empty(),
                new MeterTimes(0)).object() instanceof Limiter limiter
                && limiter.profile()
                        .known()
                        .filter(profile -> limiter.groups().known().orElse(List.of()).contains(profile.id())
                                && profile.from() instanceof Moment.At(Instant from)
                                && from.toEpochMilli() <= shownMs
                                && shownMs < from.plus(profile.lasts()).toEpochMilli())
                        .isPresent();
    }

    private CosemValue setting(int attribute) {
        return settings.apply(new CosemAttribute(71, Settings.LIMITER, attribute));
    }
}
