package io.wattle.headend.rekey;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who signs meters' certificates, by the JDK's keytool, which reads requests and checks them. */
public final class MeterAuthority {
    private static final String PASSWORD = "for-tests";
    private static final String FROM = "2026/05/01 00:00:00";
    private final Path folder;
    private final Path store;

    public MeterAuthority(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        pair("authority", "CN=ours", "-validity", "3650", "-startdate", FROM, "-ext", "bc:c", "-ext",
                "ku=keyCertSign,cRLSign");
    }

    /** A certificate of the key in a request, both in DER. */
    public byte[] certify(byte[] request, String commonName, String usage) throws Exception {
        Path file = folder.resolve("request.csr");
        Files.writeString(file, "-----BEGIN NEW CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(request) + "\n-----END NEW CERTIFICATE REQUEST-----\n");
        return certify(file, commonName, usage);
    }

    /** A certificate of a key that no meter has. */
    public byte[] certifyStranger(String commonName, String usage) throws Exception {
        Path file = folder.resolve("stranger.csr");
        pair("stranger", "CN=stranger");
        keytool("-certreq", "-alias", "stranger", "-file", file.toString());
        return certify(file, commonName, usage);
    }

    /** Writes a list, from this moment on, of one revoked certificate, in PEM. */
    void revoke(BigInteger number, Path file) throws Exception {
        Path made = folder.resolve("made.crl");
        keytool("-gencrl", "-rfc", "-alias", "authority", "-id", number.toString(), "-file", made.toString());
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Its own. */
    public X509Certificate certificate() throws Exception {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return (X509Certificate) opened.getCertificate("authority");
    }

    private byte[] certify(Path request, String commonName, String usage) throws Exception {
        Path file = folder.resolve("issued.crt");
        keytool("-gencert", "-alias", "authority", "-infile", request.toString(), "-outfile", file.toString(),
                "-startdate", FROM, "-validity", "3650", "-sigalg", "SHA256withECDSA", "-dname",
                "O=Test, CN=" + commonName, "-ext", "ku=" + usage);
        return Files.readAllBytes(file);
    }

    private void pair(String alias, String name, String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", name));
        words.addAll(List.of(more));
        keytool(words.toArray(String[]::new));
    }

    private void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool: " + Files.readString(folder.resolve("keytool.log")));
        }
    }
}
