package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.simulator.object.MeterNow;
import io.wattle.simulator.object.ObjectBook;
import java.util.Optional;

/** What works in a meter's case: its counting, its limiter, and what it shows of both. Guarded by its meter's lock. */
final class MeterWorks {
    private static final int RELAY_CLASS = 70;
    private final MeterSpecification specification;
    private final MeterObjects objects;
    private final SecurityObject setup;
    private final Optional<MeterTokens> tokens;
    private final ObjectBook book;
    private final MeterHistory history = new MeterHistory();
    private final LimitSwitch limiter = new LimitSwitch();

    MeterWorks(MeterSpecification specification, MeterObjects objects, SecurityObject setup,
            Optional<MeterTokens> tokens, ObjectBook book) {
        this.specification = specification;
        this.objects = objects;
        this.setup = setup;
        this.tokens = tokens;
        this.book = book;
    }

    MeterHistory history() {
        return history;
    }

    LimitSwitch limiter() {
        return limiter;
    }

    /** The meter as it is at a true time, if it was so before. */
    MeterState upTo(MeterState state, long nowMs) {
        MeterState settled = tokens.map(all -> all.settled(state, nowMs, specification.household())).orElse(state);
        return limiter.run(settled, nowMs, specification.household(), book.limit(settled.clock().shows(nowMs)),
                switched -> {
                    history.note(switched);
                    book.events().noteLimiter(switched.connected(), switched.clock().shows(switched.atMs()));
                });
    }

    MeterNow face(MeterState now) {
        return history.at(now, specification.household());
    }

    CosemValue value(CosemAttribute attribute, MeterState now) {
        if (SecurityObject.ATTRIBUTES.contains(attribute)) {
            return setup.value(attribute);
        }
        if (!objects.has(attribute)) {
            return book.value(attribute, face(now));
        }
        return attribute.equals(MeterObjects.CONTROL_STATE) && limiter.hasOpened()
                ? MeterObjects.READY_FOR_RECONNECTION
                : objects.value(attribute, specification, now);
    }

    /** Somebody called a method: who switches the relay takes it out of the limiter's hands. */
    void acted(CosemMethod method) {
        if (method.classId() == RELAY_CLASS) {
            limiter.leaveOff();
        }
    }
}
