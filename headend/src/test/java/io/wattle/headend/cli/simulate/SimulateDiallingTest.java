package io.wattle.headend.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.cli.WattleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wattle simulate --dial}, and who waits for such meters. */
@Timeout(60)
class SimulateDiallingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--dial-silent", "--dial-hdlc"})
    void shouldSayWhatGoesWithDiallingOnly(String option) {
        StringWriter out = new StringWriter();
        assertThat(run(out, List.of("simulate", "--port", "0", option))).isEqualTo(2);
        assertThat(out.toString()).contains("--dial-silent and --dial-hdlc go with --dial");
    }

    @Test
    void shouldDialInSilentlyAndSpeakHdlc() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StringWriter told = new StringWriter();
        Thread meters = Thread.ofPlatform()
                .start(() -> run(told, List.of("simulate", "--port", "0", "--meters", "1", "--out", folder.toString(),
                        "--dial", "127.0.0.1:" + port, "--dial-silent", "--dial-hdlc")));
        try {
            Awaitility.await().until(() -> told.toString().contains("they dial in"));
            String uri = told.toString().replaceAll("(?s).*they dial in, the first as '([^']*)'.*", "$1");
            assertThat(uri).startsWith("dlms-inbound:").contains("link=hdlc");
            String serial = uri.replaceAll("dlms-inbound:([^?]*).*", "$1");
            assertThat(Files.readString(folder.resolve("keys.txt"))).contains(serial);
            assertThat(Files.readString(folder.resolve("meters.csv"))).as("by which a head-end finds it").contains(uri);
            StringWriter out = new StringWriter();
            assertThat(run(out, List.of("read", "--inbound", "" + port, uri, "--meter", serial, "--keys",
                    folder.resolve("keys.txt").toString()))).as(out.toString()).isZero();
            assertThat(out.toString()).contains(serial, "kWh");
        } finally {
            meters.interrupt();
            meters.join();
        }
    }

    private static int run(StringWriter out, List<String> words) {
        PrintWriter print = new PrintWriter(out, true);
        return WattleCommand.run(print, print, words.toArray(String[]::new));
    }
}
