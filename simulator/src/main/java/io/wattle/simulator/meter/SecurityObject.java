package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.security.SymmetricKeys;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.dlms.server.CosemDevice.Called;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.dlms.setup.SetupPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A meter's security setup (IEC 62056-6-2, class 64): its keys and its policy, as they were changed since the process
 * began. Keys that come together change together or not at all; each association goes by the keys of when it began. Safe
 * for use by many threads.
 */
final class SecurityObject {
    static final Set<CosemAttribute> ATTRIBUTES = Set.of(SecuritySetup.POLICY, SecuritySetup.SUITE,
            SecuritySetup.CLIENT_TITLE, SecuritySetup.SERVER_TITLE, SecuritySetup.CERTIFICATES);
    static final Set<CosemMethod> METHODS = Set.of(SecuritySetup.ACTIVATE, SecuritySetup.KEY_TRANSFER,
            SecuritySetup.KEY_AGREEMENT);

    private final MeterSecurity security;
    private final byte[] title;
    private final Map<KeyUse, byte[]> keys = new EnumMap<>(KeyUse.class); // guarded by this
    private SetupPolicy policy; // guarded by this

    SecurityObject(MeterSecurity security, byte[] title) {
        this.security = security;
        this.title = title;
        this.policy = SetupPolicy.of(security.terms().policy(), security.terms().signed());
        for (KeyUse use : KeyUse.values()) {
            security.keys().find(use).ifPresent(key -> keys.put(use, key));
        }
    }

    /** The keys as they are now; copies, which the caller closes. */
    synchronized DlmsKeys keys() {
        return new DlmsKeys(keys);
    }

    /** What it asks of a client now. */
    synchronized Optional<ClientTerms> client(int number) {
        return security.client(number).map(client -> new ClientTerms(raised(client.terms()), client.mayChange()));
    }

    /** Of {@link #ATTRIBUTES}. */
    synchronized CosemValue value(CosemAttribute attribute) {
        return switch (attribute.attribute()) {
            case 2 -> new Whole(Whole.Type.ENUM, policy.bits());
            case 3 -> new Whole(Whole.Type.ENUM, security.terms().suite().number());
            case 4 -> new CosemValue.Octets(new byte[0]); // whichever client associates
            case 5 -> new CosemValue.Octets(title);
            default -> new CosemValue.Array(List.of());
        };
    }

    /** Of {@link #METHODS}. */
    synchronized Called call(CosemMethod method, CosemValue argument) {
        return switch (method.method()) {
            case 1 -> ended(activate(argument));
            case 2 -> ended(transfer(argument));
            default -> agree(argument);
        };
    }

    private static Called ended(ActionResult result) {
        return new Called(result, Optional.empty());
    }

    /** A policy only ever grows stronger. */
    private ActionResult activate(CosemValue argument) {
        if (!(argument instanceof Whole(Whole.Type type, long number)) || type != Whole.Type.ENUM) {
            return ActionResult.TYPE_UNMATCHED;
        }
        try {
            SetupPolicy wanted = SetupPolicy.read(number, 1);
            if (!wanted.isAtLeast(policy) || (wanted.requestsSigned() && !security.terms().suite().hasKeyPairs())) {
                return ActionResult.READ_WRITE_DENIED;
            }
            raised(security.terms(), wanted);
            policy = wanted;
            return ActionResult.SUCCESS;
        } catch (IllegalArgumentException impossible) {
            return ActionResult.READ_WRITE_DENIED;
        }
    }

    private ActionResult transfer(CosemValue argument) {
        Optional<Map<SetupKey, byte[]>> wrapped = SecuritySetup.readKeys(argument);
        byte[] master = keys.get(KeyUse.MASTER);
        if (wrapped.isEmpty()) {
            return ActionResult.TYPE_UNMATCHED;
        }
        if (master == null) {
            return ActionResult.READ_WRITE_DENIED;
        }
        Map<KeyUse, byte[]> fresh = new EnumMap<>(KeyUse.class);
        for (Map.Entry<SetupKey, byte[]> one : wrapped.get().entrySet()) {
            Optional<byte[]> key = SymmetricKeys.unwrap(master, one.getValue())
                    .filter(bytes -> bytes.length == security.terms().suite().keyBytes());
            if (key.isEmpty()) {
                return ActionResult.OTHER_REASON;
            }
            fresh.put(one.getKey().use(), key.get());
        }
        keys.putAll(fresh);
        return ActionResult.SUCCESS;
    }

    private Called agree(CosemValue argument) {
        return ended(SecuritySetup.readKeys(argument).isEmpty()
                ? ActionResult.TYPE_UNMATCHED
                : ActionResult.READ_WRITE_DENIED);
    }

    private SecurityTerms raised(SecurityTerms terms) {
        return raised(terms, policy);
    }

    private static SecurityTerms raised(SecurityTerms terms, SetupPolicy by) {
        return new SecurityTerms(terms.mechanism(), terms.suite(), by.requests(), terms.ciphering(),
                by.requestsSigned());
    }
}
