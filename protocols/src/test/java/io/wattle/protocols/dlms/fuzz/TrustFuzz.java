package io.wattle.protocols.dlms.fuzz;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.certificate.CertificateUse;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.certificate.TestIssuer;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.setup.AgreedKey;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.dlms.setup.SetupKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Certificates, requests for them, lists of revoked ones, and what is sent to agree on keys. */
final class TrustFuzz {
    private static final String TITLE = "4D4D4D0000000001";
    private static final byte[] METER = HexFormat.of().parseHex(TITLE);
    private static final byte[] CLIENT = {'C', 'C', 'C', 0, 0, 0, 0, 1};
    private static final EllipticKeys CURVE = new EllipticKeys(SecuritySuite.SUITE_1);
    private static final EllipticKeys.Pair PAIR = CURVE.generate(new Constant()); // that of requests in the corpus
    private static final TestIssuer ROOT = TestIssuer.root("root", SecuritySuite.SUITE_1, PAIR);
    private static final byte[] GOOD = ROOT.issue(TestIssuer.Wanted.of(TITLE, SecuritySuite.SUITE_1,
            TestIssuer.SIGNING));
    private static final byte[] NONE = new byte[0];

    private TrustFuzz() {}

    /** As it came; with our authority's signature, so that all of it is looked at; and as an authority in between. */
    static void certificate(byte[] bytes) {
        for (byte[] der : asItCameAndSigned(bytes)) {
            MeterCertificate.read(der).ifPresent(TrustFuzz::read);
            TrustAnchors anchors = TrustAnchors.parse(ROOT.der(), NONE, NONE);
            anchors.check(der, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_1, TestIssuer.NOW);
        }
    }

    private static void read(MeterCertificate read) {
        read.serial();
        read.issuer();
        read.subject();
        read.isAuthority();
        read.isFor(CertificateUse.AGREEMENT);
        read.isOf(TITLE);
        read.publicKey(SecuritySuite.SUITE_2);
    }

    /** What stands in files, and then has a certificate held against it. */
    static void files(byte[] bytes) {
        for (byte[] file : asItCameAndSigned(bytes)) {
            check(file, NONE, NONE);
            check(ROOT.der(), file, NONE);
            check(ROOT.der(), NONE, file);
        }
    }

    private static void check(byte[] anchors, byte[] issuers, byte[] lists) {
        try {
            TrustAnchors.parse(anchors, issuers, lists)
                    .check(GOOD, CertificateUse.SIGNING, TITLE, SecuritySuite.SUITE_1, TestIssuer.NOW);
        } catch (IllegalArgumentException unreadable) {
            return; // said of the file, when it is read
        }
    }

    /** As it came, and as what a known key signs. */
    static void request(byte[] bytes) {
        for (byte[] der : asItCameAndSigned(bytes)) {
            CertificateRequest.read(der, SecuritySuite.SUITE_1);
            CertificateRequest.read(der, SecuritySuite.SUITE_2);
        }
    }

    private static List<byte[]> asItCameAndSigned(byte[] bytes) {
        // What is no list in DER is told so whoever signs it, and signatures take time.
        return TestIssuer.isList(bytes) ? List.of(bytes, ROOT.signed(bytes)) : List.of(bytes);
    }

    /** What key_agreement brings, as it came and signed by the peer; and the other arguments of a security setup. */
    static void setup(byte[] bytes) {
        AgreedKey ours = new AgreedKey(SecuritySuite.SUITE_1, SetupKey.MASTER);
        ours.agree(bytes, PAIR.open(), CLIENT, METER);
        if (bytes.length == PAIR.open().length) {
            byte[] what = new AxdrWriter().unsigned8(SetupKey.MASTER.number()).bytes(bytes).toByteArray();
            ours.agree(new AxdrWriter().bytes(bytes).bytes(CURVE.sign(PAIR.secret(), what)).toByteArray(), PAIR.open(),
                    CLIENT, METER);
        }
        CosemValue value;
        try {
            value = new AxdrReader(bytes).value();
        } catch (MalformedApduException malformed) {
            return;
        }
        SecuritySetup.readKeys(value);
        CertificateChoice.read(value).ifPresent(CertificateChoice::value);
        CertificateEntry.list(value).ifPresent(list -> list.forEach(CertificateEntry::value));
    }

    /** Random numbers that are none, so that keys are the same each time. */
    static final class Constant extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0x35);
        }
    }
}
