package io.wattle.headend.rekey;

import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.certificate.CertificateCheck;
import io.wattle.protocols.dlms.certificate.CertificateUse;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.CertificateOwner;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives one meter a certificate. The meter's own is kept beside the key that it takes the place of before it is sent, as
 * the meter goes by the new pair from then on; whoever died in between runs it again.
 */
public final class CertificateImport {
    private final KeyFileEditor store;
    private final String serial;
    private final Optional<TrustAnchors> anchors;
    private final Optional<String> title;
    private final SecuritySuite suite;

    /**
     * @param anchors by whom the meter's own certificates are believed
     * @param title that the meter's address says
     */
    public CertificateImport(KeyFileEditor store, String serial, Optional<TrustAnchors> anchors,
            Optional<String> title, SecuritySuite suite) {
        this.store = store;
        this.serial = serial;
        this.anchors = anchors;
        this.title = title;
        this.suite = suite;
    }

    /** Done with what came of it, in words. */
    public Outcome<String> give(CosemLink link, MeterCertificate certificate, Instant now) {
        MeterCertificates meter = new MeterCertificates(link);
        return meter.title()
                .then(said -> certificate.isOf(said) && !certificate.isAuthority() && !certificate.isForTls()
                        ? own(meter, certificate, said, now)
                        : meter.take(certificate.der())
                                .map(_ -> "meter " + serial + " has certificate " + certificate.serial()));
    }

    private Outcome<String> own(MeterCertificates meter, MeterCertificate certificate, String said, Instant now) {
        CertificateUse use = certificate.isFor(CertificateUse.SIGNING)
                ? CertificateUse.SIGNING
                : CertificateUse.AGREEMENT;
        KeyUse kept = use == CertificateUse.SIGNING
                ? KeyUse.PEER_SIGNING_CERTIFICATE
                : KeyUse.PEER_AGREEMENT_CERTIFICATE;
        return wrong(certificate, use, said, now)
                .<Outcome<String>>map(why -> Outcome.refused(Refusal.VALUE_REFUSED, why))
                .orElseGet(() -> send(meter, certificate, kept));
    }

    private Optional<String> wrong(MeterCertificate certificate, CertificateUse use, String said, Instant now) {
        if (title.filter(said::equalsIgnoreCase).isEmpty()) {
            return Optional.of("title=" + said + " must stand in the meter's address, or the certificate could not be"
                    + " held against it");
        }
        if (anchors.isEmpty()) {
            return Optional.of("there are no authorities to hold it against");
        }
        return switch (anchors.get().check(certificate.der(), use, said, suite, now)) {
            case CertificateCheck.Trusted _ -> Optional.empty();
            case CertificateCheck.Refused(String why) -> Optional.of("certificate " + why);
        };
    }

    private Outcome<String> send(MeterCertificates meter, MeterCertificate certificate, KeyUse kept) {
        MeterSecrets sending = store.find(serial)
                .orElseThrow(() -> new IllegalStateException("meter " + serial + " is gone from the file of keys"))
                .sending(Map.of(kept, certificate.der()));
        store.put(serial, sending);
        Outcome<Boolean> sent = known(meter, certificate, meter.take(certificate.der()));
        switch (sent) {
            case Outcome.Done<Boolean> _ -> store.put(serial, sending.settled(Set.of(kept)));
            case Outcome.Refused<Boolean> _ -> store.put(serial, sending.dropped(Set.of(kept)));
            case Outcome.Unknown<Boolean> _ -> {
                // Old and new stay, and are tried, until it was run again.
            }
        }
        return sent.map(_ -> "meter " + serial + " goes by the key of certificate " + certificate.serial()
                + ", which is kept as its " + kept.word());
    }

    /** Where the meter names no outcome, whether it lists the certificate says it; a lost connection leaves it open. */
    private static Outcome<Boolean> known(MeterCertificates meter, MeterCertificate certificate,
            Outcome<Boolean> sent) {
        if (!(sent instanceof Outcome.Unknown<Boolean>)
                || !(meter.list() instanceof Outcome.Done<List<CertificateEntry>>(List<CertificateEntry> entries))) {
            return sent;
        }
        boolean listed = entries.stream()
                .anyMatch(one -> one.owner() == CertificateOwner.METER && one.serial().equals(certificate.serial())
                        && Arrays.equals(one.issuer(), certificate.issuer()));
        return listed
                ? Outcome.done(true)
                : Outcome.refused(Refusal.OTHER, "the meter does not list it: " + Rekeying.words(sent));
    }
}
