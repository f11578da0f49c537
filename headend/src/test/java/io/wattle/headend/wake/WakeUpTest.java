package io.wattle.headend.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WakeUpTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void shouldPostTheNumberToTheGatewayAndBelieveItsAnswer() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        int[] status = {202};
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            posted.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        gateway.start();
        try {
            GatewayWakeUp wakeUp = new GatewayWakeUp(
                    URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms"), Optional.of("secret"),
                    "WAKE", Duration.ofSeconds(10));
            assertThat(wakeUp.wake("SN7", "+233201234567").toCompletableFuture().get(20, TimeUnit.SECONDS)).isTrue();
            status[0] = 500;
            assertThat(wakeUp.wake("SN7", "+233201234567").toCompletableFuture().get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(posted).hasSize(2)
                    .containsOnly("Bearer secret {\"to\":\"+233201234567\",\"text\":\"WAKE\",\"meter\":\"SN7\"}");
            assertThat(wakeUp.toString()).doesNotContain("secret");
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    void shouldSayThatNobodyIsWokenWhereNoGatewayListens() throws Exception {
        GatewayWakeUp wakeUp = new GatewayWakeUp(URI.create("http://127.0.0.1:1/"), Optional.empty(), "WAKE",
                Duration.ofSeconds(5));
        assertThat(wakeUp.wake("SN7", "123").toCompletableFuture().get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void shouldNotSendNumbersInClearOverANetwork() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new GatewayWakeUp(URI.create("http://192.0.2.1/sms"), Optional.empty(), "WAKE", SECOND));
    }

    @Test
    void shouldRunTheCommandWithNumberAndMeter() throws Exception {
        Path said = folder.resolve("said");
        Path command = script("echo \"$1 $2\" >" + said);
        assertThat(ran(command, Duration.ofSeconds(20), "SN 7; rm")).isTrue();
        assertThat(said).hasContent("+233 SN 7; rm");
        assertThat(ran(script("exit 3"), Duration.ofSeconds(20), "SN7")).isFalse();
        assertThat(ran(folder.resolve("missing"), Duration.ofSeconds(20), "SN7")).isFalse();
    }

    @Test
    void shouldKillACommandThatDoesNotEnd() throws Exception {
        assertThat(ran(script("exec sleep 60"), Duration.ofMillis(200), "SN7")).isFalse();
    }

    private static boolean ran(Path command, Duration timeout, String meter) throws Exception {
        return new CommandWakeUp(command.toString(), timeout).wake(meter, "+233")
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private Path script(String line) throws IOException {
        Path script = Files.createTempFile(folder, "wake", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
