package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Octets;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Which certificate a meter shall give or forget (certificate_identification). */
public sealed interface CertificateChoice {
    int OF_OWNER = 0;
    int OF_SERIAL = 1;

    /**
     * The one of that owner, for that use.
     *
     * @param title the owner's system title
     */
    record OfOwner(CertificateOwner owner, CertificateKind kind, byte[] title) implements CertificateChoice {}

    /**
     * The one of that number.
     *
     * @param serial in hexadecimal digits
     * @param issuer as the meter lists it
     */
    record OfSerial(String serial, byte[] issuer) implements CertificateChoice {}

    /** As methods 7 and 8 take it. */
    default CosemValue value() {
        return switch (this) {
            case OfOwner(CertificateOwner owner, CertificateKind kind, byte[] title) ->
                structure(OF_OWNER, new Whole(Whole.Type.ENUM, owner.number()),
                        new Whole(Whole.Type.ENUM, kind.number()), new Octets(title));
            case OfSerial(String serial, byte[] issuer) ->
                structure(OF_SERIAL, new Octets(HexFormat.of().parseHex(serial)), new Octets(issuer));
        };
    }

    /** The same read; empty if it is something else. */
    static Optional<CertificateChoice> read(CosemValue value) {
        if (!(value instanceof CosemValue.Structure(List<CosemValue> two)) || two.size() != 2
                || !(two.get(0) instanceof Whole(Whole.Type _, long type))
                || !(two.get(1) instanceof CosemValue.Structure(List<CosemValue> fields))) {
            return Optional.empty();
        }
        if (type == OF_OWNER && fields.size() == 3 && fields.get(0) instanceof Whole(Whole.Type _, long owner)
                && fields.get(1) instanceof Whole(Whole.Type _, long kind)
                && fields.get(2) instanceof Octets title) {
            return CertificateOwner.of(owner)
                    .flatMap(known -> CertificateKind.of(kind).map(what -> new OfOwner(known, what, title.bytes())));
        }
        if (type == OF_SERIAL && fields.size() == 2 && fields.get(0) instanceof Octets serial
                && fields.get(1) instanceof Octets issuer) {
            return Optional.of(new OfSerial(HexFormat.of().formatHex(serial.bytes()), issuer.bytes()));
        }
        return Optional.empty();
    }

    private static CosemValue structure(int type, CosemValue... fields) {
        return new CosemValue.Structure(
                List.of(new Whole(Whole.Type.ENUM, type), new CosemValue.Structure(List.of(fields))));
    }
}
