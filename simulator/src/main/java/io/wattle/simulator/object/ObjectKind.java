package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What all meters of one kind have in common; one for each kind. Immutable, safe for use by many threads. */
public final class ObjectKind {
    static final CosemAttribute FIRMWARE = new CosemAttribute(1, "1.0.0.2.0.255", 2);
    static final String DEMAND = "1.0.1.4.0.255";
    static final String MAXIMUM = "1.0.1.6.0.255";
    static final String IMAGE = "0.0.44.0.0.255";
    static final CosemMethod PUSH = new CosemMethod(40, Settings.PUSH, 1);
    static final CosemMethod ACTIVATE_CALENDAR = new CosemMethod(20, Settings.CALENDAR, 1);
    static final CosemMethod INSERT_DAY = new CosemMethod(11, Settings.SPECIAL_DAYS, 1);
    static final CosemMethod DELETE_DAY = new CosemMethod(11, Settings.SPECIAL_DAYS, 2);
    static final CosemMethod UPDATE_CHARGE = new CosemMethod(113, Settings.CHARGE, 1);
    static final CosemMethod ACTIVATE_CHARGE = new CosemMethod(113, Settings.CHARGE, 2);
    static final CosemMethod INVOKE_EMERGENCY = new CosemMethod(112, Settings.EMERGENCY, 3);

    private final Settings settings;
    private final Profiles profiles;
    private final Set<CosemAttribute> attributes = new LinkedHashSet<>();
    private final Set<CosemMethod> methods = new LinkedHashSet<>();
    private final boolean demand;

    /**
     * @param register logical name of the cumulative register
     * @param demand whether it works out demand and has a limiter: electricity meters do
     */
    public ObjectKind(ObisCode register, boolean demand) {
        CosemAttribute counted = new CosemAttribute(3, register, 2);
        this.settings = new Settings(counted, demand);
        this.profiles = new Profiles(counted);
        this.demand = demand;
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
        if (demand) {
            add(5, DEMAND, 2, 9);
            add(4, MAXIMUM, 2, 5);
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

    boolean worksOutDemand() {
        return demand;
    }

    private void add(int classId, String name, int first, int last) {
        for (int attribute = first; attribute <= last; attribute++) {
            attributes.add(new CosemAttribute(classId, name, attribute));
        }
    }
}
