package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One meter's objects beside its counting. Costs little until somebody changes something. Guarded by its meter's lock. */
public final class ObjectBook {
    private static final int SPECIAL_DAYS_MAX = 50;
    private static final CosemAttribute DAYS = new CosemAttribute(11, Settings.SPECIAL_DAYS, 2);

    private final ObjectKind kind;
    private final Map<CosemAttribute, CosemValue> changed = new HashMap<>(0);
    private final EventLog events = new EventLog();
    private final FirmwareImage image = new FirmwareImage();
    private final WaitingSettings waiting = new WaitingSettings(this::setting, changed::put);
    private final LimiterState limits = new LimiterState(this::setting);
    private String firmware = "WTL-SIM-1.0";

    public ObjectBook(ObjectKind kind) {
        this.kind = kind;
    }

    /** What happened to the meter. */
    public EventLog events() {
        return events;
    }

    /** The value of an attribute of the kind. */
    public CosemValue value(CosemAttribute attribute, MeterNow now) {
        settle(now);
        if (attribute.classId() == 7) {
            return kind.profiles().value(attribute.name().dotted(), attribute.attribute(), now, events);
        }
        if (attribute.classId() == 5) {
            return Demand.quarter(attribute.attribute(), now);
        }
        if (attribute.classId() == 4) {
            return Demand.maximum(attribute.attribute(), now);
        }
        if (attribute.name().dotted().equals(ObjectKind.FLOW)) {
            return Demand.flow(attribute.attribute(), now);
        }
        if (attribute.classId() == 18) {
            return image.value(attribute.attribute());
        }
        if (attribute.equals(ObjectKind.FIRMWARE)) {
            return Values.octets(firmware);
        }
        if (attribute.equals(Profiles.EVENT_CODE) || attribute.equals(Profiles.STATUS)) {
            return Values.uint8(attribute.equals(Profiles.STATUS) ? 0 : events.lastCode());
        }
        return limits.shown(attribute, now).orElseGet(() -> setting(attribute));
    }

    /** How the limiter stands by the meter's clock; empty for a meter that has none, or whose limiter does nothing. */
    public Optional<LoadLimit> limit(long shownMs) {
        if (changed.isEmpty()) {
            return kind.factoryLimit(); // of most meters, and asked for whenever one is looked at
        }
        return kind.watch() == ObjectKind.Watch.NOTHING ? Optional.empty() : limits.limit(shownMs);
    }

    /** Part of an attribute; empty if it has no such part. */
    public Optional<CosemValue> select(Query query, MeterNow now) {
        return query.attribute().classId() == 7 && query.attribute().attribute() == 2
                ? query.selection()
                        .flatMap(selection -> kind.profiles()
                                .select(query.attribute().name().dotted(), selection, now, events))
                : Optional.empty();
    }

    /** Takes a new value for an attribute of the kind. */
    public ActionResult write(CosemAttribute attribute, CosemValue value, MeterNow now) {
        if (!kind.writable().contains(attribute)) {
            return ActionResult.READ_WRITE_DENIED;
        }
        settle(now);
        if (!Values.sameShape(setting(attribute), value) || !SettingRules.allow(attribute, value)) {
            return ActionResult.TYPE_UNMATCHED;
        }
        changed.put(attribute, value);
        events.note(now.shownMs(), EventLog.PARAMETER_CHANGED);
        return ActionResult.SUCCESS;
    }

    /** Does what a method of the kind says. */
    public ActionResult act(CosemMethod method, CosemValue argument, MeterNow now) {
        settle(now);
        if (method.classId() == 18) {
            return image(method.method(), argument, now);
        }
        if (method.equals(ObjectKind.ACTIVATE_CALENDAR)) {
            return waiting.activateCalendar() ? changed(now) : ActionResult.OTHER_REASON;
        }
        if (method.equals(ObjectKind.INSERT_DAY)) {
            return insertDay(argument, now);
        }
        if (method.equals(ObjectKind.DELETE_DAY)) {
            return deleteDay(argument, now);
        }
        if (method.equals(ObjectKind.UPDATE_CHARGE)) {
            return updateCharge(argument, now);
        }
        if (method.equals(ObjectKind.ACTIVATE_CHARGE)) {
            waiting.activateCharge();
            return changed(now);
        }
        if (method.equals(ObjectKind.INVOKE_EMERGENCY)) {
            changed.put(new CosemAttribute(112, Settings.EMERGENCY, 8), Values.choice(3)); // in use
            return changed(now);
        }
        return ActionResult.SUCCESS; // push: a meter that waits for its questions has nobody to push to
    }

    private ActionResult image(int method, CosemValue argument, MeterNow now) {
        ActionResult result = switch (method) {
            case 1 -> image.initiate(argument);
            case 2 -> image.transfer(argument);
            case 3 -> image.verify();
            default -> image.activate();
        };
        if (result == ActionResult.SUCCESS && method == 3) {
            events.note(now.shownMs(), EventLog.FIRMWARE_READY);
        }
        if (result == ActionResult.SUCCESS && method == 4) {
            firmware = new String(image.identifier(), java.nio.charset.StandardCharsets.ISO_8859_1);
            events.note(now.shownMs(), EventLog.FIRMWARE_ACTIVATED);
        }
        return result;
    }

    private ActionResult insertDay(CosemValue argument, MeterNow now) {
        List<CosemValue> days = days();
        if (!SettingRules.allow(DAYS, new CosemValue.Array(List.of(argument)))) {
            return ActionResult.TYPE_UNMATCHED;
        }
        days.removeIf(day -> index(day) == index(argument));
        if (days.size() == SPECIAL_DAYS_MAX) {
            return ActionResult.OTHER_REASON;
        }
        days.add(argument);
        changed.put(DAYS, new CosemValue.Array(days));
        return changed(now);
    }

    private ActionResult deleteDay(CosemValue argument, MeterNow now) {
        List<CosemValue> days = days();
        boolean found = argument instanceof Whole(Whole.Type _, long wanted)
                && days.removeIf(day -> index(day) == wanted);
        changed.put(DAYS, new CosemValue.Array(days));
        return found ? changed(now) : ActionResult.OTHER_REASON;
    }

    private List<CosemValue> days() {
        return setting(DAYS) instanceof CosemValue.Array(List<CosemValue> days)
                ? new ArrayList<>(days)
                : new ArrayList<>();
    }

    private static long index(CosemValue day) {
        return day instanceof CosemValue.Structure(List<CosemValue> fields)
                && fields.getFirst() instanceof Whole(Whole.Type _, long index) ? index : -1;
    }

    /** The table of the passive unit charge; the rest of it stays (class 113, update_unit_charge). */
    private ActionResult updateCharge(CosemValue table, MeterNow now) {
        CosemAttribute passive = new CosemAttribute(113, Settings.CHARGE, 6);
        if (!(table instanceof CosemValue.Array)
                || !(setting(passive) instanceof CosemValue.Structure(List<CosemValue> fields))) {
            return ActionResult.TYPE_UNMATCHED;
        }
        changed.put(passive, Values.structure(fields.get(0), fields.get(1), table));
        return changed(now);
    }

    /** What waited for its time takes over once the meter's clock has reached it. */
    private void settle(MeterNow now) {
        if (waiting.settle(now.shownMs())) {
            events.note(now.shownMs(), EventLog.PARAMETER_CHANGED);
        }
    }

    private ActionResult changed(MeterNow now) {
        events.note(now.shownMs(), EventLog.PARAMETER_CHANGED);
        return ActionResult.SUCCESS;
    }

    private CosemValue setting(CosemAttribute attribute) {
        CosemValue had = kind.settings().values().get(attribute);
        if (had == null) {
            throw new IllegalArgumentException("the meter has no " + attribute);
        }
        return changed.getOrDefault(attribute, had);
    }
}
