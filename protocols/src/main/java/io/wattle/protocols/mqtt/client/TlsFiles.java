package io.wattle.protocols.mqtt.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** PEM into a TLS context. Pure. */
public final class TlsFiles {
    private static final char[] NO_PASSWORD = new char[0];

    private TlsFiles() {}

    /**
     * Trusts one authority and nobody else, and has nothing to show: for a broker that asks for a password.
     *
     * @param authority certificates in PEM
     * @throws IllegalArgumentException naming what cannot be used
     */
    public static SSLContext context(byte[] authority) {
        try {
            return context(authority, empty());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("authority does not make a TLS client: "
                    + e.getClass().getSimpleName(), e);
        }
    }

    /**
     * The same with a certificate of its own.
     *
     * @param authority certificates in PEM
     * @param certificate our own chain in PEM
     * @param key our own key in PEM, PKCS #8 without a passphrase; the caller wipes it
     * @throws IllegalArgumentException naming what cannot be used; nothing of the key is in the message
     */
    public static SSLContext context(byte[] authority, byte[] certificate, byte[] key) {
        try {
            KeyStore own = empty();
            own.setKeyEntry("own", privateKey(key), NO_PASSWORD,
                    certificates(certificate).toArray(Certificate[]::new));
            return context(authority, own);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("authority, certificate and key do not make a TLS client: "
                    + e.getClass().getSimpleName(), e);
        }
    }

    private static SSLContext context(byte[] authority, KeyStore own) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        int number = 0;
        for (Certificate one : certificates(authority)) {
            trusted.setCertificateEntry("authority-" + number++, one);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in PEM");
        }
        return found;
    }

    private static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
        String text = new String(pem, StandardCharsets.US_ASCII);
        if (!text.contains("-----BEGIN PRIVATE KEY-----")) {
            throw new IllegalArgumentException("the key must be PEM, PKCS #8 without a passphrase");
        }
        String base64 = text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1");
        PKCS8EncodedKeySpec specification = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            Optional<PrivateKey> key = privateKey(algorithm, specification);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IllegalArgumentException("the key must be RSA, EC or Ed25519");
    }

    /** Empty if it is a key of another algorithm. */
    private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec specification)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(specification));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
