package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.certificate.CertificateUse;
import java.util.Arrays;
import java.util.Optional;

/** What a key pair is for, and the certificate of its public half (certificate_type). */
public enum CertificateKind {
    /** Signatures. */
    SIGNING(0, Optional.of(CertificateUse.SIGNING)),
    /** Agreement on keys. */
    AGREEMENT(1, Optional.of(CertificateUse.AGREEMENT)),
    /** Connections over TLS. */
    TLS(2, Optional.empty()),
    /** Anything else. */
    OTHER(3, Optional.empty());

    private final int number;
    private final Optional<CertificateUse> use;

    CertificateKind(int number, Optional<CertificateUse> use) {
        this.number = number;
        this.use = use;
    }

    /** 0..3; new pairs, and requests for their certificates, are 0..2. */
    public int number() {
        return number;
    }

    /** What its certificate has to say, for those that protect messages of DLMS. */
    public Optional<CertificateUse> use() {
        return use;
    }

    /** The kind of that number, if there is one. */
    public static Optional<CertificateKind> of(long number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
