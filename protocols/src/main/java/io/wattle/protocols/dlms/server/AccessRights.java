package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import java.util.Set;

/** What each client of a meter may do. */
enum AccessRights {
    /** Everything that the device has. */
    MANAGEMENT {
        @Override
        boolean mayRead(CosemAttribute attribute) {
            return true;
        }
    },
    /** Everything that the device has, to read. */
    READING {
        @Override
        boolean mayRead(CosemAttribute attribute) {
            return true;
        }
    },
    /** Four attributes that a client needs before it can associate. */
    PUBLIC {
        @Override
        boolean mayRead(CosemAttribute attribute) {
            return PUBLIC_ATTRIBUTES.contains(attribute);
        }
    };

    /** Wrapper port of the public client. */
    static final int PUBLIC_CLIENT = 16;
    /** Wrapper port of the management client. */
    static final int MANAGEMENT_CLIENT = 1;

    private static final Set<CosemAttribute> PUBLIC_ATTRIBUTES = Set.of(
            new CosemAttribute(1, "0.0.43.1.0.255", 2), // invocation counter of the management client
            new CosemAttribute(8, "0.0.1.0.0.255", 2), // clock
            new CosemAttribute(1, "0.0.42.0.0.255", 2), // logical device name
            new CosemAttribute(1, "0.0.96.1.0.255", 2)); // serial number

    abstract boolean mayRead(CosemAttribute attribute);

    boolean mayChange() {
        return this == MANAGEMENT;
    }
}
