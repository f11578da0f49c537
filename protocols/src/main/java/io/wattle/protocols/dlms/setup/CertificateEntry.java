package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Octets;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One certificate that a meter lists (certificate_info).
 *
 * @param serial the certificate's serial number, in hexadecimal digits
 * @param issuer as the meter writes it, mostly a name in DER
 * @param subject likewise
 * @param alternative likewise; empty if it has none
 */
public record CertificateEntry(CertificateOwner owner, CertificateKind kind, String serial, byte[] issuer,
        byte[] subject, byte[] alternative) {
    private static final int FIELDS = 6;
    private static final int LISTED_MAX = 1_000;

    /** As a meter lists it. */
    public CosemValue value() {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.ENUM, owner.number()),
                new Whole(Whole.Type.ENUM, kind.number()), new Octets(HexFormat.of().parseHex(serial)),
                new Octets(issuer), new Octets(subject), new Octets(alternative)));
    }

    /** A meter's whole list; empty if it is something else. */
    public static Optional<List<CertificateEntry>> list(CosemValue value) {
        if (!(value instanceof CosemValue.Array(List<CosemValue> items)) || items.size() > LISTED_MAX) {
            return Optional.empty();
        }
        List<CertificateEntry> entries = new ArrayList<>();
        for (CosemValue item : items) {
            Optional<CertificateEntry> entry = read(item);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            entries.add(entry.get());
        }
        return Optional.of(List.copyOf(entries));
    }

    private static Optional<CertificateEntry> read(CosemValue item) {
        if (!(item instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != FIELDS
                || !(fields.get(0) instanceof Whole(Whole.Type _, long owner))
                || !(fields.get(1) instanceof Whole(Whole.Type _, long kind))
                || !(fields.get(2) instanceof Octets serial) || !(fields.get(3) instanceof Octets issuer)
                || !(fields.get(4) instanceof Octets subject) || !(fields.get(5) instanceof Octets alternative)) {
            return Optional.empty();
        }
        return CertificateOwner.of(owner)
                .flatMap(known -> CertificateKind.of(kind)
                        .map(what -> new CertificateEntry(known, what, HexFormat.of().formatHex(serial.bytes()),
                                issuer.bytes(), subject.bytes(), alternative.bytes())));
    }
}
