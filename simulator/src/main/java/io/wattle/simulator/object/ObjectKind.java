package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What all meters of one kind have in common; one for each kind. Immutable, safe for use by many threads. */
public final class ObjectKind {
    static final CosemAttribute FIRMWARE = new CosemAttribute(1, "1.0.0.2.0.255", 2);
    static final String DEMAND = "1.0.1.4.0.255";
    static final String MAXIMUM = "1.0.1.6.0.255";
    static final String FLOW = "8.0.2.0.0.255";
    static final String IMAGE = "0.0.44.0.0.255";
    static final CosemMethod PUSH = new CosemMethod(40, Settings.PUSH, 1);
    static final CosemMethod ACTIVATE_CALENDAR = new CosemMethod(20, Settings.CALENDAR, 1);
    static final CosemMethod INSERT_DAY = new CosemMethod(11, Settings.SPECIAL_DAYS, 1);
    static final CosemMethod DELETE_DAY = new CosemMethod(11, Settings.SPECIAL_DAYS, 2);
    static final CosemMethod UPDATE_CHARGE = new CosemMethod(113, Settings.CHARGE, 1);
    static final CosemMethod ACTIVATE_CHARGE = new CosemMethod(113, Settings.CHARGE, 2);
    static final CosemMethod INVOKE_EMERGENCY = new CosemMethod(112, Settings.EMERGENCY, 3);

    /** What the limiter watches. */
    public enum Watch {
        POWER, FLOW,
        /** There is no limiter. A trickle of gas puts a flame out and then goes on flowing: no gas meter has one. */
        NOTHING
    }

    private final Settings settings;
    private final Profiles profiles;
    private final Set<CosemAttribute> attributes = new LinkedHashSet<>();
    private final Set<CosemMethod> methods = new LinkedHashSet<>();
    private final Watch watch;
    private final Optional<LoadLimit> factoryLimit;

    /**
     * @param register logical name of the cumulative register
     * @param watch what its limiter watches; who watches power works out demand
     */
    public ObjectKind(ObisCode register, Watch watch) {
        CosemAttribute counted = new CosemAttribute(3, register, 2);
        this.settings = new Settings(counted, watch);
        this.profiles = new Profiles(counted);
        this.watch = watch;
        this.factoryLimit = watch == Watch.NOTHING
                ? Optional.empty()
                : new LimiterState(attribute -> Objects.requireNonNull(settings.values().get(attribute))).limit(0);
        attributes.addAll(settings.values().keySet());
        attributes.add(FIRMWARE);
        attributes.add(Profiles.STATUS);
        attributes.add(Profiles.EVENT_CODE);
        Profiles.names().forEach(name -> add(7, name, 2, 8));
        add(18, IMAGE, 2, 7);
        for (int method = 1; method <= 4; method++) {
            methods.add(new CosemMethod(18, IMAGE, method));
        }
        methods.addAll(Set.of(PUSH, ACTIVATE_CALENDAR, INSERT_DAY, DELETE_DAY, UPDATE_CHARGE, ACTIVATE_CHARGE,
                INVOKE_EMERGENCY));
        if (watch == Watch.POWER) {
            add(5, DEMAND, 2, 9);
            add(4, MAXIMUM, 2, 5);
        } else if (watch == Watch.FLOW) {
            add(3, FLOW, 2, 3);
        }
    }

    /** Every attribute of the objects in here. */
    public Set<CosemAttribute> attributes() {
        return attributes;
    }

    /** Those that may be changed. */
    public Set<CosemAttribute> writable() {
        return settings.writable();
    }

    /** Every method of the objects in here. */
    public Set<CosemMethod> methods() {
        return methods;
    }

    Settings settings() {
        return settings;
    }

    Profiles profiles() {
        return profiles;
    }

    /** By what the limiter acts as long as nobody has set anything. */
    Optional<LoadLimit> factoryLimit() {
        return factoryLimit;
    }

    /** What its limiter watches. */
    Watch watch() {
        return watch;
    }

    private void add(int classId, String name, int first, int last) {
        for (int attribute = first; attribute <= last; attribute++) {
            attributes.add(new CosemAttribute(classId, name, attribute));
        }
    }
}
