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
import io.wattle.protocols.dlms.setup.AgreedKey;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.dlms.setup.SetupPolicy;
import java.util.EnumMap;
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
            SecuritySetup.KEY_AGREEMENT, SecuritySetup.GENERATE_KEY_PAIR, SecuritySetup.REQUEST_CERTIFICATE,
            SecuritySetup.IMPORT_CERTIFICATE, SecuritySetup.EXPORT_CERTIFICATE, SecuritySetup.REMOVE_CERTIFICATE);

    private final MeterSecurity security;
    private final byte[] title;
    private final Map<KeyUse, byte[]> keys = new EnumMap<>(KeyUse.class); // guarded by this
    private final CertificateBox certificates; // guarded by this
    private SetupPolicy policy; // guarded by this
    private byte[] clientTitle = {}; // guarded by this

    SecurityObject(MeterSecurity security, byte[] title) {
        this.security = security;
        this.title = title;
        this.certificates = new CertificateBox(security.terms().suite(), title, keys::put);
        this.policy = SetupPolicy.of(security.terms().policy(), security.terms().signed());
        for (KeyUse use : KeyUse.values()) {
            security.keys().find(use).ifPresent(key -> keys.put(use, key));
        }
    }

    /** The client who associated last. */
    synchronized void associated(byte[] title) {
        clientTitle = title;
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
            case 4 -> new CosemValue.Octets(clientTitle);
            case 5 -> new CosemValue.Octets(title);
            default -> certificates.list();
        };
    }

    /** Of {@link #METHODS}. */
    synchronized Called call(CosemMethod method, CosemValue argument) {
        return switch (method.method()) {
            case 1 -> ended(activate(argument));
            case 2 -> ended(transfer(argument));
            case 3 -> agree(argument);
            default -> certificates.call(method, argument);
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

    /** Of several keys all are agreed on or none. */
    private Called agree(CosemValue argument) {
        Optional<Map<SetupKey, byte[]>> offered = SecuritySetup.readKeys(argument);
        byte[] signing = keys.get(KeyUse.SIGNING);
        byte[] peer = keys.get(KeyUse.PEER_SIGNING);
        if (offered.isEmpty()) {
            return ended(ActionResult.TYPE_UNMATCHED);
        }
        if (signing == null || peer == null || clientTitle.length == 0 || !security.terms().suite().hasKeyPairs()) {
            return ended(ActionResult.READ_WRITE_DENIED);
        }
        Map<KeyUse, byte[]> fresh = new EnumMap<>(KeyUse.class);
        Map<SetupKey, byte[]> answers = new EnumMap<>(SetupKey.class);
        for (Map.Entry<SetupKey, byte[]> one : offered.get().entrySet()) {
            AgreedKey own = new AgreedKey(security.terms().suite(), one.getKey());
            Optional<byte[]> key = own.agree(one.getValue(), peer, clientTitle, title);
            if (key.isEmpty()) {
                return ended(ActionResult.OTHER_REASON);
            }
            fresh.put(one.getKey().use(), key.get());
            answers.put(one.getKey(), own.data(signing));
        }
        keys.putAll(fresh);
        return new Called(ActionResult.SUCCESS, Optional.of(SecuritySetup.keys(answers)));
    }

    private SecurityTerms raised(SecurityTerms terms) {
        return raised(terms, policy);
    }

    private static SecurityTerms raised(SecurityTerms terms, SetupPolicy by) {
        return new SecurityTerms(terms.mechanism(), terms.suite(), by.requests(), terms.ciphering(),
                by.requestsSigned());
    }
}
