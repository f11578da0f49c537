package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.certificate.CertificateCheck;
import io.wattle.protocols.dlms.certificate.CertificateUse;
import io.wattle.protocols.dlms.certificate.TrustSource;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import java.time.Instant;
import java.util.Optional;

/** A meter's public keys out of its certificates, each time that a conversation is opened: they expire. */
final class PeerCertificates {
    private final Optional<TrustSource> anchors;
    private final DlmsAddress address;
    private final Instant now;

    PeerCertificates(Optional<TrustSource> anchors, DlmsAddress address, Instant now) {
        this.anchors = anchors;
        this.address = address;
        this.now = now;
    }

    /** Puts them into the ring; answers with what is wrong, if anything is. */
    Optional<String> open(KeyRing ring) {
        return open(ring, KeyUse.PEER_SIGNING_CERTIFICATE, KeyUse.PEER_SIGNING, CertificateUse.SIGNING)
                .or(() -> open(ring, KeyUse.PEER_AGREEMENT_CERTIFICATE, KeyUse.PEER_AGREEMENT,
                        CertificateUse.AGREEMENT));
    }

    private Optional<String> open(KeyRing ring, KeyUse from, KeyUse to, CertificateUse use) {
        Optional<byte[]> certificate = ring.find(from);
        if (certificate.isEmpty() || !address.terms().suite().hasKeyPairs()) {
            return Optional.empty();
        }
        if (ring.find(to).isPresent()) {
            return Optional.of(to.word() + " and " + from.word() + " are both given: one of them, please");
        }
        if (anchors.isEmpty()) {
            return Optional.of(from.word() + " is given, and no trust anchors to check it against");
        }
        if (address.title().isEmpty()) {
            return Optional.of(from.word() + " is given, and the meter's address has no title= to hold it against");
        }
        return switch (anchors.get()
                .current()
                .check(certificate.get(), use, address.title().get(), address.terms().suite(), now)) {
            case CertificateCheck.Trusted(byte[] key) -> {
                ring.put(to, key);
                yield Optional.empty();
            }
            case CertificateCheck.Refused(String reason) -> Optional.of(from.word() + " " + reason);
        };
    }
}
