package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.certificate.TrustAnchors;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One certificate, signed by itself, with its key; made by the JDK's keytool. */
record TestCertificates(Path certificate, Path key, KeyStore store) {
    private static final String FROM = "2026/01/01 00:00:00"; // before the tests' own days
    private static final char[] PASSWORD = "for-tests".toCharArray();

    static TestCertificates of(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "own", "-keyalg", "EC", "-groupname", "secp256r1", "-startdate", FROM,
                "-validity", "3650", "-dname",
                "O=Test, CN=" + name, "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", new String(PASSWORD)).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as("keytool, see %s.log", name).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new TestCertificates(
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", store.getCertificate("own").getEncoded()),
                pem(folder.resolve(name + ".key"), "PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded()), store);
    }

    /** Who believes it as an authority, or shown as it is. */
    TrustAnchors trust() throws Exception {
        return TrustAnchors.parse(Files.readAllBytes(certificate), new byte[0], new byte[0]);
    }

    /** For a client that shows this certificate and believes the other one. */
    SSLContext clientOf(TestCertificates server) throws Exception {
        return client(store, server);
    }

    /** For a client that shows this chain, its own certificate first, and believes that server. */
    static SSLContext client(PrivateKey key, Certificate[] chain, TestCertificates server) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", key, PASSWORD, chain);
        return client(store, server);
    }

    /** Who believes that server, and has no certificate to show. */
    static SSLContext stranger(TestCertificates server) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return client(store, server);
    }

    private static SSLContext client(KeyStore store, TestCertificates server) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, null);
        believed.setCertificateEntry("server", server.store.getCertificate("own"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Path pem(Path file, String kind, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
