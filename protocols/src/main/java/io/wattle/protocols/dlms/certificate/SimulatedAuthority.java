package io.wattle.protocols.dlms.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * An authority that makes the certificates by which simulated meters are known over TLS, on the curve P-256. Its own key is
 * never shown and ends with the process. For one thread.
 */
public final class SimulatedAuthority {
    private static final Duration EARLIER = Duration.ofDays(1); // for clocks that are behind
    private static final Duration LASTS = Duration.ofDays(3_650);
    private static final int NUMBER_BITS = 127;

    private final X500Name name;
    private final KeyPair own;
    private final Instant from;
    private final SecureRandom random = new SecureRandom();
    private final X509Certificate certificate;

    /**
     * Makes one.
     *
     * @param commonName of the authority
     * @param now all that it signs is good from a day before for ten years
     */
    public SimulatedAuthority(String commonName, Instant now) {
        this.name = named(commonName);
        this.own = pair();
        this.from = now.minus(EARLIER);
        this.certificate = signed(name, own, true);
    }

    /**
     * What a meter shows, and the key by which it proves that it may.
     *
     * @param certificate of the meter; its authority's stands behind it
     */
    public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
        @Override
        public String toString() {
            return "identity of " + certificate.getSubjectX500Principal(); // and not the key
        }
    }

    /** Its own certificate in PEM, for who shall believe it. */
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A new key, and a certificate for it.
     *
     * @param commonName what the meter is called
     */
    public Identity issue(String commonName) {
        KeyPair its = pair();
        return new Identity(its.getPrivate(), signed(named(commonName), its, false), certificate);
    }

    private X509Certificate signed(X500Name subject, KeyPair its, boolean authority) {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        V3TBSCertificateGenerator said = new V3TBSCertificateGenerator();
        said.setSerialNumber(new ASN1Integer(new BigInteger(NUMBER_BITS, random).setBit(NUMBER_BITS - 1)));
        said.setSignature(algorithm);
        said.setIssuer(name);
        said.setSubject(subject);
        said.setStartDate(new Time(Date.from(from)));
        said.setEndDate(new Time(Date.from(from.plus(LASTS))));
        said.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(its.getPublic().getEncoded()));
        try {
            ExtensionsGenerator more = new ExtensionsGenerator();
            if (authority) {
                more.addExtension(Extension.basicConstraints, true, new BasicConstraints(0)); // none below it but meters
                more.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            } else {
                more.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                more.addExtension(Extension.extendedKeyUsage, false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            said.setExtensions(more.generate());
            TBSCertificate content = said.generateTBSCertificate();
            Signature hand = Signature.getInstance("SHA256withECDSA");
            hand.initSign(own.getPrivate());
            hand.update(content.getEncoded(ASN1Encoding.DER));
            byte[] whole = new DERSequence(new ASN1Encodable[] {content, algorithm,
                    new DERBitString(hand.sign())}).getEncoded(ASN1Encoding.DER);
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(whole));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X500Name named(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every JDK has this curve
        }
    }
}
