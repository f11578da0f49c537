package io.wattle.protocols.dlms.certificate;

import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A request for a certificate (PKCS #10) that is signed by the key that it is for.
 *
 * @param commonName of its subject: a meter's system title, sixteen hexadecimal digits
 * @param publicKey two coordinates, as long as the suite's numbers
 */
public record CertificateRequest(String commonName, byte[] publicKey) {
    private static final int BYTES_MAX = 4_096;
    private static final int UNCOMPRESSED = 4;

    /** In DER, signed. */
    public static byte[] write(SecuritySuite suite, String commonName, EllipticKeys.Pair pair) {
        byte[] point = new byte[1 + pair.open().length];
        point[0] = UNCOMPRESSED;
        System.arraycopy(pair.open(), 0, point, 1, pair.open().length);
        CertificationRequestInfo info = new CertificationRequestInfo(
                new X500NameBuilder().addRDN(BCStyle.CN, commonName).build(),
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve(suite)),
                        point),
                new DERSet());
        try {
            byte[] signature = new EllipticKeys(suite).sign(pair.secret(), info.getEncoded(ASN1Encoding.DER));
            int half = signature.length / 2;
            DERSequence numbers = new DERSequence(new ASN1Integer[] {
                    new ASN1Integer(new BigInteger(1, Arrays.copyOf(signature, half))),
                    new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)))});
            return new CertificationRequest(info, new AlgorithmIdentifier(algorithm(suite)),
                    new DERBitString(numbers)).getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The same read; empty if it is no request for a key on the suite's curve, or not signed by that key. */
    public static Optional<CertificateRequest> read(byte[] der, SecuritySuite suite) {
        if (der.length > BYTES_MAX) {
            return Optional.empty();
        }
        try {
            CertificationRequest request = CertificationRequest.getInstance(ASN1Primitive.fromByteArray(der));
            CertificationRequestInfo info = request.getCertificationRequestInfo();
            SubjectPublicKeyInfo key = info.getSubjectPublicKeyInfo();
            byte[] point = key.getPublicKeyData().getOctets();
            ASN1Sequence numbers = ASN1Sequence.getInstance(request.getSignature().getOctets());
            if (!curve(suite).equals(key.getAlgorithm().getParameters()) || point.length == 0
                    || point[0] != UNCOMPRESSED || numbers.size() != 2) {
                return Optional.empty();
            }
            byte[] open = Arrays.copyOfRange(point, 1, point.length);
            byte[] signature = new byte[2 * suite.coordinateBytes()];
            return put(numbers, 0, signature, suite) && put(numbers, 1, signature, suite)
                    && new EllipticKeys(suite).verify(open, info.getEncoded(ASN1Encoding.DER), signature)
                            ? Optional.of(new CertificateRequest(commonName(info), open))
                            : Optional.empty();
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException
                | IndexOutOfBoundsException malformed) { // each is how the library says so, the last of an empty list
            return Optional.empty();
        }
    }

    private static String commonName(CertificationRequestInfo info) {
        RDN[] names = info.getSubject().getRDNs(BCStyle.CN);
        return names.length == 0 ? "" : String.valueOf(names[0].getFirst().getValue());
    }

    private static boolean put(ASN1Sequence numbers, int index, byte[] signature, SecuritySuite suite) {
        BigInteger number = ASN1Integer.getInstance(numbers.getObjectAt(index)).getPositiveValue();
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        int count = bytes.length - from;
        if (count > suite.coordinateBytes()) {
            return false;
        }
        System.arraycopy(bytes, from, signature, (index + 1) * suite.coordinateBytes() - count, count);
        return true;
    }

    private static ASN1ObjectIdentifier curve(SecuritySuite suite) {
        return suite == SecuritySuite.SUITE_2 ? SECObjectIdentifiers.secp384r1 : SECObjectIdentifiers.secp256r1;
    }

    private static ASN1ObjectIdentifier algorithm(SecuritySuite suite) {
        return suite == SecuritySuite.SUITE_2
                ? X9ObjectIdentifiers.ecdsa_with_SHA384
                : X9ObjectIdentifiers.ecdsa_with_SHA256;
    }
}
