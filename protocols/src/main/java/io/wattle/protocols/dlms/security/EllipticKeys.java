package io.wattle.protocols.dlms.security;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/**
 * Key pairs of suites 1 and 2 in the standard's plain form: private keys as one number, public keys as two coordinates,
 * signatures as r and s, each as long as the curve's numbers (IEC 62056-5-3, Public key algorithms).
 */
public final class EllipticKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecuritySuite suite;
    private final ECParameterSpec parameters;

    /** @throws IllegalStateException if the suite has no key pairs */
    public EllipticKeys(SecuritySuite suite) {
        this.suite = suite;
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(suite.curve().parameters));
            this.parameters = named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no elliptic curves on this platform", broken);
        }
    }

    /** Both halves of a pair, as bytes. */
    public record Pair(byte[] secret, byte[] open) {
        @Override
        public String toString() {
            return "Pair[hidden]";
        }
    }

    /** A new pair. */
    public Pair generate() {
        return generate(RANDOM);
    }

    /** The pair that follows from {@code random}: for keys that protect nothing. */
    public Pair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(parameters, random);
            KeyPair pair = generator.generateKeyPair();
            return new Pair(number(((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS()),
                    raw((ECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no elliptic curves on this platform", broken);
        }
    }

    /** The signature of {@code message}: r and s. */
    public byte[] sign(byte[] secret, byte[] message) {
        try {
            Signature signature = Signature.getInstance(suite.curve().signature);
            signature.initSign(secret(secret), RANDOM);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign", broken);
        }
    }

    /** Whether that is the signature of {@code message} by who has the other half of {@code open}. */
    public boolean verify(byte[] open, byte[] message, byte[] signature) {
        if (signature.length != 2 * suite.coordinateBytes()) {
            return false;
        }
        try {
            Optional<PublicKey> key = open(open);
            Signature verifier = Signature.getInstance(suite.curve().signature);
            if (key.isEmpty()) {
                return false;
            }
            verifier.initVerify(key.get());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException forged) {
            return false;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot verify", broken);
        }
    }

    /** The shared secret Z of our private and their public key; empty if theirs is no point of the curve. */
    public Optional<byte[]> agree(byte[] secret, byte[] open) {
        Optional<PublicKey> key = open(open);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(secret(secret));
            agreement.doPhase(key.get(), true);
            return Optional.of(agreement.generateSecret());
        } catch (InvalidKeyException foreign) {
            return Optional.empty();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot agree on a key", broken);
        }
    }

    private PrivateKey secret(byte[] secret) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, secret), parameters));
    }

    /** Looked at before use: with a point beside the curve, each agreement would tell the peer a little of our key. */
    private Optional<PublicKey> open(byte[] raw) {
        int bytes = suite.coordinateBytes();
        if (raw.length != 2 * bytes) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, Arrays.copyOf(raw, bytes));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(raw, bytes, raw.length));
        EllipticCurve curve = parameters.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters)));
        } catch (GeneralSecurityException foreign) {
            return Optional.empty();
        }
    }

    /** The coordinates of a public key; empty if it is not on the suite's curve. */
    public Optional<byte[]> raw(PublicKey key) {
        return key instanceof ECPublicKey known && known.getParams().getCurve().equals(parameters.getCurve())
                && known.getParams().getGenerator().equals(parameters.getGenerator())
                        ? Optional.of(raw(known))
                        : Optional.empty();
    }

    private byte[] raw(ECPublicKey key) {
        byte[] raw = Arrays.copyOf(number(key.getW().getAffineX()), 2 * suite.coordinateBytes());
        System.arraycopy(number(key.getW().getAffineY()), 0, raw, suite.coordinateBytes(), suite.coordinateBytes());
        return raw;
    }

    /** Unsigned, as long as the curve's numbers. */
    private byte[] number(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] padded = new byte[suite.coordinateBytes()];
        int count = Math.min(signed.length, padded.length);
        System.arraycopy(signed, signed.length - count, padded, padded.length - count, count);
        return padded;
    }
}
