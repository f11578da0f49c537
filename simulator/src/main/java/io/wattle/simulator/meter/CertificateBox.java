package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.certificate.CertificateUse;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Octets;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.dlms.server.CosemDevice.Called;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.dlms.setup.CertificateOwner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A meter's certificates, and the key pairs that wait for theirs (IEC 62056-6-2, class 64, methods 4 to 8). A new pair is
 * used once its certificate has come. Guarded by who has it.
 */
final class CertificateBox {
    private static final int KEPT_MAX = 16;

    private final SecuritySuite suite;
    private final byte[] title;
    private final BiConsumer<KeyUse, byte[]> adopt;
    private final Map<CertificateKind, EllipticKeys.Pair> waiting = new EnumMap<>(CertificateKind.class);
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(CertificateEntry entry, byte[] der) {}

    /** @param adopt takes a private key that the meter goes by from now on */
    CertificateBox(SecuritySuite suite, byte[] title, BiConsumer<KeyUse, byte[]> adopt) {
        this.suite = suite;
        this.title = title;
        this.adopt = adopt;
    }

    /** Attribute 6. */
    CosemValue list() {
        return new CosemValue.Array(kept.stream().map(one -> one.entry().value()).toList());
    }

    /** Methods 4 to 8. */
    Called call(CosemMethod method, CosemValue argument) {
        if (!suite.hasKeyPairs()) {
            return ended(ActionResult.READ_WRITE_DENIED);
        }
        return switch (method.method()) {
            case 4 -> generate(argument);
            case 5 -> request(argument);
            case 6 -> ended(take(argument));
            case 7 -> export(argument);
            default -> ended(remove(argument));
        };
    }

    private Called generate(CosemValue argument) {
        Optional<CertificateKind> kind = ownKind(argument);
        kind.ifPresent(known -> waiting.put(known, new EllipticKeys(suite).generate()));
        return ended(kind.isPresent() ? ActionResult.SUCCESS : ActionResult.READ_WRITE_DENIED);
    }

    private Called request(CosemValue argument) {
        return ownKind(argument).map(waiting::get)
                .map(pair -> CertificateRequest.write(suite, HexFormat.of().withUpperCase().formatHex(title), pair))
                .map(CertificateBox::said)
                .orElseGet(() -> ended(ActionResult.READ_WRITE_DENIED)); // there is no new pair
    }

    private ActionResult take(CosemValue argument) {
        if (!(argument instanceof Octets octets)) {
            return ActionResult.TYPE_UNMATCHED;
        }
        Optional<MeterCertificate> read = MeterCertificate.read(octets.bytes());
        if (read.isEmpty()) {
            return ActionResult.OTHER_REASON;
        }
        MeterCertificate certificate = read.get();
        if (kept.stream().anyMatch(one -> Arrays.equals(one.der(), certificate.der()))) {
            return ActionResult.SUCCESS;
        }
        if (certificate.isOf(HexFormat.of().formatHex(title))) {
            return own(certificate);
        }
        return keep(certificate, certificate.isAuthority() ? CertificateOwner.AUTHORITY : CertificateOwner.CLIENT,
                certificate.isFor(CertificateUse.AGREEMENT) ? CertificateKind.AGREEMENT : CertificateKind.SIGNING);
    }

    /** Its own: only for a pair that waits, which it goes by from now on. */
    private ActionResult own(MeterCertificate certificate) {
        for (Map.Entry<CertificateKind, EllipticKeys.Pair> pair : Map.copyOf(waiting).entrySet()) {
            CertificateKind kind = pair.getKey();
            if (certificate.publicKey(suite).filter(key -> Arrays.equals(key, pair.getValue().open())).isPresent()
                    && kind.use().filter(certificate::isFor).isPresent()) {
                kept.removeIf(one -> one.entry().owner() == CertificateOwner.METER && one.entry().kind() == kind);
                ActionResult result = keep(certificate, CertificateOwner.METER, kind);
                if (result == ActionResult.SUCCESS) {
                    adopt.accept(kind == CertificateKind.SIGNING ? KeyUse.SIGNING : KeyUse.AGREEMENT,
                            pair.getValue().secret());
                    waiting.remove(kind);
                }
                return result;
            }
        }
        return ActionResult.OTHER_REASON;
    }

    private ActionResult keep(MeterCertificate certificate, CertificateOwner owner, CertificateKind kind) {
        if (kept.size() >= KEPT_MAX) {
            return ActionResult.TEMPORARY_FAILURE;
        }
        kept.add(new Kept(new CertificateEntry(owner, kind, certificate.serial(), certificate.issuer(),
                certificate.subject(), new byte[0]), certificate.der()));
        return ActionResult.SUCCESS;
    }

    private Called export(CosemValue argument) {
        return CertificateChoice.read(argument)
                .map(choice -> find(choice).map(one -> said(one.der()))
                        .orElseGet(() -> ended(ActionResult.OBJECT_UNDEFINED)))
                .orElseGet(() -> ended(ActionResult.TYPE_UNMATCHED));
    }

    private ActionResult remove(CosemValue argument) {
        return CertificateChoice.read(argument)
                .map(choice -> find(choice).filter(kept::remove).isPresent()
                        ? ActionResult.SUCCESS
                        : ActionResult.OBJECT_UNDEFINED)
                .orElse(ActionResult.TYPE_UNMATCHED);
    }

    private Optional<Kept> find(CertificateChoice choice) {
        return kept.stream().filter(one -> switch (choice) {
            case CertificateChoice.OfSerial(String serial, byte[] issuer) ->
                one.entry().serial().equalsIgnoreCase(serial) && Arrays.equals(one.entry().issuer(), issuer);
            case CertificateChoice.OfOwner(CertificateOwner owner, CertificateKind kind, byte[] of) ->
                one.entry().owner() == owner && one.entry().kind() == kind
                        && MeterCertificate.read(one.der())
                                .filter(known -> known.isOf(HexFormat.of().formatHex(of)))
                                .isPresent();
        }).findFirst();
    }

    /** Simulated meters have no pair for TLS. */
    private static Optional<CertificateKind> ownKind(CosemValue argument) {
        return argument instanceof Whole(Whole.Type type, long number) && type == Whole.Type.ENUM
                ? CertificateKind.of(number).filter(kind -> kind.use().isPresent())
                : Optional.empty();
    }

    private static Called said(byte[] octets) {
        return new Called(ActionResult.SUCCESS, Optional.of(new Octets(octets)));
    }

    private static Called ended(ActionResult result) {
        return new Called(result, Optional.empty());
    }
}
