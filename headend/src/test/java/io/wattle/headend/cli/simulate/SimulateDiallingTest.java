package io.wattle.headend.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.broker.DocumentBlock;
import io.wattle.headend.cli.WattleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wattle simulate --dial}, and who waits for such meters. */
@Timeout(60)
class SimulateDiallingTest {
    private static final Path ROOT = Path.of(System.getProperty("wattle.root", ".."));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--dial-silent", "--dial-hdlc", "--dial-tls=any.crt"})
    void shouldSayWhatGoesWithDiallingOnly(String option) {
        StringWriter out = new StringWriter();
        assertThat(run(out, List.of("simulate", "--port", "0", option))).isEqualTo(2);
        assertThat(out.toString()).contains("--dial-silent, --dial-hdlc and --dial-tls go with --dial");
    }

    @Test
    void shouldDialInSilentlyAndSpeakHdlc() throws IOException, InterruptedException {
        shouldBeReadWhenItDialsIn(List.of("--dial-silent", "--dial-hdlc"), List.of());
    }

    @Test
    void shouldDialInOverTlsWithACertificateOfItsOwn() throws IOException, InterruptedException {
        openssl();
        shouldBeReadWhenItDialsIn(List.of("--dial-silent", "--dial-tls", file("head-end.crt")),
                List.of("--inbound-certificates", file("head-end.crt"), "--inbound-key", file("head-end.key"),
                        "--inbound-authorities", file("meters-ca.crt")));
    }

    @Test
    void shouldSayWhatIsWrongWithTheFilesForTls() throws IOException, InterruptedException {
        openssl();
        Files.writeString(folder.resolve("rubbish"), "no certificate");
        Files.writeString(folder.resolve("empty"), "");
        assertRefused("--dial-tls: cannot read " + file("missing"), "simulate", "--port", "0", "--dial", "127.0.0.1:1",
                "--dial-tls", file("missing"));
        assertRefused("--dial-tls: " + file("empty") + " holds no certificate", "simulate", "--port", "0", "--dial",
                "127.0.0.1:1", "--dial-tls", file("empty"));
        assertRefused(file("rubbish") + " holds something that is no certificate", "simulate", "--port", "0", "--dial",
                "127.0.0.1:1", "--dial-tls", file("rubbish"));
        assertRefused("TLS needs --inbound-certificates, --inbound-key and --inbound-authorities", "read", "--inbound",
                "0", "--inbound-key", file("head-end.key"));
        assertRefused("TLS cannot be set up with " + file("rubbish"), "read", "--inbound", "0",
                "--inbound-certificates", file("rubbish"), "--inbound-key", file("head-end.key"),
                "--inbound-authorities", file("head-end.crt"));
        assertRefused(file("missing"), "read", "--inbound", "0", "--inbound-certificates", file("head-end.crt"),
                "--inbound-key", file("head-end.key"), "--inbound-authorities", file("missing"));
        assertRefused("--inbound goes with", "read", "dlms://127.0.0.1:1", "--inbound-key", file("head-end.key"));
        assertThat(folder.resolve("wattle-fleet")).doesNotExist();
    }

    private void assertRefused(String why, String... words) {
        StringWriter out = new StringWriter();
        assertThat(run(out, List.of(words))).as(out.toString()).isEqualTo(2);
        assertThat(out.toString()).contains(why);
    }

    private void shouldBeReadWhenItDialsIn(List<String> dialling, List<String> reading)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StringWriter told = new StringWriter();
        List<String> simulate = new ArrayList<>(List.of("simulate", "--port", "0", "--meters", "1", "--out",
                folder.toString(), "--dial", "127.0.0.1:" + port));
        simulate.addAll(dialling);
        Thread meters = Thread.ofPlatform().start(() -> run(told, simulate));
        try {
            Awaitility.await().until(() -> told.toString().contains("they dial in"));
            String uri = told.toString().replaceAll("(?s).*they dial in, the first as '([^']*)'.*", "$1");
            assertThat(uri).startsWith("dlms-inbound:");
            assertThat(uri.contains("link=hdlc")).isEqualTo(dialling.contains("--dial-hdlc"));
            String serial = uri.replaceAll("dlms-inbound:([^?]*).*", "$1");
            assertThat(Files.readString(folder.resolve("keys.txt"))).contains(serial);
            assertThat(Files.readString(folder.resolve("meters.csv"))).as("by which a head-end finds it").contains(uri);
            StringWriter out = new StringWriter();
            List<String> read = new ArrayList<>(
                    List.of("read", "--inbound", "" + port, uri, "--meter", serial, "--keys",
                            file("keys.txt")));
            read.addAll(reading);
            assertThat(run(out, read)).as(out.toString()).isZero();
            assertThat(out.toString()).contains(serial, "kWh");
        } finally {
            meters.interrupt();
            meters.join();
        }
    }

    /** The head-end's certificate, as docs/dlms.md makes it. */
    private void openssl() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", DocumentBlock.of(ROOT.resolve("docs/dlms.md"), "sh",
                "openssl req -x509")).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(Files.readString(folder.resolve("openssl.log"))).isZero();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static int run(StringWriter out, List<String> words) {
        PrintWriter print = new PrintWriter(out, true);
        return WattleCommand.run(print, print, words.toArray(String[]::new));
    }
}
