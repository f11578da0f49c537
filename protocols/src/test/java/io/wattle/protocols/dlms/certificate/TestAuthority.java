package io.wattle.protocols.dlms.certificate;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority for meters, by the JDK's keytool. */
public final class TestAuthority {
    private static final String PASSWORD = "for-tests";
    private static final String FROM = "2026/05/01 00:00:00";
    private final Path folder;
    private final Path store;
    private int issued;

    /** Makes the authority's pair, and a meter's. */
    public TestAuthority(Path folder, String name, String curve) throws Exception {
        this.folder = folder;
        this.store = folder.resolve(name + ".p12");
        keytool("-genkeypair", "-alias", "authority", "-keyalg", "EC", "-groupname", curve, "-validity", "3650",
                "-startdate", FROM, "-dname", "CN=" + name, "-ext", "bc:c", "-ext", "ku=keyCertSign");
        keytool("-genkeypair", "-alias", "meter", "-keyalg", "EC", "-groupname", curve, "-dname", "CN=meter");
        keytool("-certreq", "-alias", "meter", "-file", folder.resolve(name + ".csr").toString());
    }

    /** A certificate of the meter's key, in DER. */
    public byte[] certify(String commonName, String usage, String... more) throws Exception {
        issued++;
        Path file = folder.resolve(store.getFileName() + "-" + issued + ".crt");
        List<String> words = new ArrayList<>(List.of("-gencert", "-alias", "authority", "-infile",
                store.toString().replace(".p12", ".csr"), "-outfile", file.toString(), "-startdate", FROM, "-dname",
                "O=Test, CN=" + commonName, "-ext", "ku=" + usage));
        words.addAll(List.of(more));
        keytool(words.toArray(String[]::new));
        return Files.readAllBytes(file);
    }

    /** Its own certificate. */
    public X509Certificate certificate() throws Exception {
        return (X509Certificate) opened().getCertificate("authority");
    }

    /** The meter's private key, as one number of 32 bytes. */
    public byte[] secret() throws Exception {
        byte[] number = ((ECPrivateKey) opened().getKey("meter", PASSWORD.toCharArray())).getS().toByteArray();
        byte[] secret = new byte[32];
        int count = Math.min(32, number.length);
        System.arraycopy(number, number.length - count, secret, 32 - count, count);
        return secret;
    }

    private KeyStore opened() throws Exception {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
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
