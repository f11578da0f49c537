package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An authority, or somebody who would like to be one, that exists for a test only: says and signs whatever it is told. */
public final class TestIssuer {
    /** A day in the life of everything that is issued here, if nothing else is said. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final int NO_PATH_LIMIT = Integer.MAX_VALUE;
    public static final int SIGNING = KeyUsage.digitalSignature;
    public static final int AGREEMENT = KeyUsage.keyAgreement;
    public static final int LISTS = KeyUsage.cRLSign;
    private static final long YEAR_S = 365L * 86_400;

    private final String name;
    private final SecuritySuite suite;
    private final EllipticKeys.Pair pair;
    private final byte[] der;
    private long issued;

    private TestIssuer(String name, SecuritySuite suite, EllipticKeys.Pair pair, byte[] der) {
        this.name = name;
        this.suite = suite;
        this.pair = pair;
        this.der = der;
    }

    /** What a certificate shall say. */
    public record Wanted(String subject, SecuritySuite suite, Instant from, Instant until, int usage, int pathLimit,
            boolean tls) {
        /** Of a meter, for a year before and after {@link #NOW}. */
        public static Wanted of(String commonName, SecuritySuite suite, int usage) {
            return new Wanted("CN=" + commonName, suite, NOW.minusSeconds(YEAR_S), NOW.plusSeconds(YEAR_S), usage, -1,
                    false);
        }

        /** Of an authority, which has at most so many below it before the meter. */
        public static Wanted authority(String commonName, SecuritySuite suite, int pathLimit) {
            return of(commonName, suite, KeyUsage.keyCertSign | KeyUsage.cRLSign).limited(pathLimit);
        }

        public Wanted during(Instant first, Instant last) {
            return new Wanted(subject, suite, first, last, usage, pathLimit, tls);
        }

        public Wanted limited(int limit) {
            return new Wanted(subject, suite, from, until, usage, limit, tls);
        }

        public Wanted forUse(int other) {
            return new Wanted(subject, suite, from, until, other, pathLimit, tls);
        }

        public Wanted forTls() {
            return new Wanted(subject, suite, from, until, usage, pathLimit, true);
        }
    }

    /** One that signs itself. */
    public static TestIssuer root(String commonName, SecuritySuite suite) {
        return root(commonName, suite, new EllipticKeys(suite).generate());
    }

    /** The same with a given pair. */
    public static TestIssuer root(String commonName, SecuritySuite suite, EllipticKeys.Pair pair) {
        TestIssuer unsigned = new TestIssuer("CN=" + commonName, suite, pair, new byte[0]);
        return new TestIssuer(unsigned.name, suite, pair,
                unsigned.issue(Wanted.authority(commonName, suite, NO_PATH_LIMIT), pair));
    }

    /** One that this one vouches for. */
    public TestIssuer below(Wanted wanted) {
        EllipticKeys.Pair key = new EllipticKeys(wanted.suite).generate();
        return new TestIssuer(wanted.subject, wanted.suite, key, issue(wanted, key));
    }

    /** Somebody of the same name with another key, and a certificate that he made himself. */
    public TestIssuer impostor() {
        return root(name.substring("CN=".length()), suite);
    }

    /** Its own certificate, in DER. */
    public byte[] der() {
        return der.clone();
    }

    /** A certificate for a new key, in DER. */
    public byte[] issue(Wanted wanted) {
        return issue(wanted, new EllipticKeys(wanted.suite).generate());
    }

    /** The number of the certificate that was issued last. */
    public BigInteger lastNumber() {
        return BigInteger.valueOf(issued);
    }

    /** The same for a given pair. */
    public byte[] issue(Wanted wanted, EllipticKeys.Pair key) {
        issued++;
        V3TBSCertificateGenerator said = new V3TBSCertificateGenerator();
        said.setSerialNumber(new ASN1Integer(issued));
        said.setSignature(algorithm());
        said.setIssuer(new X500Name(name));
        said.setSubject(new X500Name(wanted.subject));
        said.setStartDate(new Time(Date.from(wanted.from)));
        said.setEndDate(new Time(Date.from(wanted.until)));
        said.setSubjectPublicKeyInfo(open(wanted.suite, key));
        said.setExtensions(extensions(wanted));
        return signed(said.generateTBSCertificate());
    }

    /** A list of revoked certificates, in DER. */
    public byte[] list(Instant from, Instant until, BigInteger... revoked) {
        V2TBSCertListGenerator said = new V2TBSCertListGenerator();
        said.setSignature(algorithm());
        said.setIssuer(new X500Name(name));
        said.setThisUpdate(new Time(Date.from(from)));
        said.setNextUpdate(new Time(Date.from(until)));
        for (BigInteger number : revoked) {
            said.addCRLEntry(new ASN1Integer(number), new Time(Date.from(from)), 1);
        }
        return signed(said.generateTBSCertList());
    }

    /** Whatever it is, with this one's signature, as certificates, requests for them and lists are put together. */
    public byte[] signed(byte[] content) {
        byte[] numbers = new EllipticKeys(suite).sign(pair.secret(), content);
        int half = numbers.length / 2;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            all.write(content);
            all.write(algorithm().getEncoded(ASN1Encoding.DER));
            all.write(new DERBitString(new DERSequence(new ASN1Integer[] {
                    new ASN1Integer(new BigInteger(1, Arrays.copyOf(numbers, half))),
                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(numbers, half, numbers.length)))}))
                    .getEncoded(ASN1Encoding.DER));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] parts = all.toByteArray();
        ByteBuffer der = ByteBuffer.allocate(parts.length + 4).put((byte) 0x30);
        if (parts.length < 0x80) {
            der.put((byte) parts.length);
        } else {
            der.put((byte) 0x82).putShort((short) parts.length);
        }
        der.put(parts);
        return Arrays.copyOf(der.array(), der.position());
    }

    /** Whether that is a sequence in DER, whatever is in it. */
    public static boolean isList(byte[] content) {
        try {
            return ASN1Primitive.fromByteArray(content) instanceof ASN1Sequence;
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException malformed) {
            return false;
        }
    }

    private byte[] signed(ASN1Object content) {
        try {
            return signed(content.getEncoded(ASN1Encoding.DER));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Extensions extensions(Wanted wanted) {
        try {
            ExtensionsGenerator all = new ExtensionsGenerator();
            if (wanted.pathLimit >= 0) {
                all.addExtension(Extension.basicConstraints, true, wanted.pathLimit == NO_PATH_LIMIT
                        ? new BasicConstraints(true)
                        : new BasicConstraints(wanted.pathLimit));
            }
            all.addExtension(Extension.keyUsage, true, new KeyUsage(wanted.usage));
            if (wanted.tls) {
                all.addExtension(Extension.extendedKeyUsage, false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            }
            return all.generate();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static SubjectPublicKeyInfo open(SecuritySuite suite, EllipticKeys.Pair key) {
        byte[] point = new byte[1 + key.open().length];
        point[0] = 4; // uncompressed
        System.arraycopy(key.open(), 0, point, 1, key.open().length);
        ASN1ObjectIdentifier curve = suite == SecuritySuite.SUITE_2
                ? SECObjectIdentifiers.secp384r1
                : SECObjectIdentifiers.secp256r1;
        return new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point);
    }

    private AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(suite == SecuritySuite.SUITE_2
                ? X9ObjectIdentifiers.ecdsa_with_SHA384
                : X9ObjectIdentifiers.ecdsa_with_SHA256);
    }
}
