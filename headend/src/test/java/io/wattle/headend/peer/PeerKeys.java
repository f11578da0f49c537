package io.wattle.headend.peer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.concurrent.Callable;

/** Key pairs on P-256 as a process of a peer is handed them, in hex digits. The library knows no other curve. */
final class PeerKeys {
    static final String NONE = "-";
    /** One signature in 256 has a number that is a byte shorter, which the library writes down as something else. */
    static final int SIGNATURES_TRIED = 4;
    private static final int COORDINATE_DIGITS = 64;

    private PeerKeys() {}

    /** Ours to sign with and theirs to verify with, which is how the library holds them. */
    static KeyPair pair(String ownSecret, String theirPoint) throws GeneralSecurityException {
        ECParameterSpec curve = curve();
        PublicKey theirs = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(new BigInteger(theirPoint.substring(0, COORDINATE_DIGITS), 16),
                                new BigInteger(theirPoint.substring(COORDINATE_DIGITS), 16)),
                        curve));
        PrivateKey ours = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(new BigInteger(ownSecret, 16), curve));
        return new KeyPair(theirs, ours);
    }

    /** Lets the library work unheard: where it signs for HLS 7, it prints the private key. */
    static <T> T unheard(Callable<T> work) throws Exception {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return work.call();
        } finally {
            System.setOut(out);
        }
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec("secp256r1"));
        return named.getParameterSpec(ECParameterSpec.class);
    }
}
