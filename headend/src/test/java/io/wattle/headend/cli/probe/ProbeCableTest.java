package io.wattle.headend.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.cli.WattleCommand;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.PseudoCable;
import io.wattle.simulator.scenario.Fleet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As somebody tries it who has neither meter nor probe: wattle simulate on one end of a cable, wattle probe on the other. */
@Timeout(60)
class ProbeCableTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadWhatIsSimulatedOverACableAndBehindSerialServers() {
        StringWriter told = new StringWriter();
        CompletableFuture<Integer> simulated = CompletableFuture.supplyAsync(() -> WattleCommand.run(
                new PrintWriter(told, true), new PrintWriter(told, true), "simulate", "--meters", "1", "--port", "0",
                "--optical-pty", "--optical-port", "0", "--rfc2217-port", "0", "--identification", "WTLBwattle",
                "--out", folder.toString(), "--for", "7s"));
        Pattern line = Pattern.compile("wattle probe read (\\S+) --unpaced");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> line.matcher(told.toString()).results().count() == 3 || simulated.isDone());

        Matcher ports = line.matcher(told.toString());
        while (ports.find()) {
            for (String driver : List.of("own", "j62056")) {
                StringWriter out = new StringWriter();
                assertThat(WattleCommand.run(new PrintWriter(out, true), new PrintWriter(out, true), "probe", "read",
                        ports.group(1), "--unpaced", "--response", "800", "--driver", driver)).as(out::toString)
                        .isZero();
                assertThat(out.toString()).contains("kWh", "CONNECTED");
            }
        }
        assertThat(simulated.join()).as(told::toString).isZero();
    }

    @Test
    void shouldListenToAMeterThatSpeaksUnasked() throws Exception {
        StringWriter out = new StringWriter();
        try (PseudoCable cable = PseudoCable.open(folder);
                Fleet fleet = Fleet.builder().meters(1).seed(7).clock(Clock.systemUTC()).start();
                SerialLine far = SerialPorts.open(cable.right(), Duration.ofSeconds(10))) {
            MeterBus bus = new MeterBus(List.of(fleet.meters().getFirst().device()),
                    OpticalManners.standard().withIdentification("WTL3wattle"), Optional.empty());
            CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(
                    () -> WattleCommand.run(new PrintWriter(out, true), new PrintWriter(out, true), "probe", "read",
                            cable.left(), "--push", "--unpaced", "--response", "10000"));
            // It says it again and again, as such a meter does: who begins to listen in the middle hears the next.
            await().atMost(Duration.ofSeconds(50)).pollInterval(Duration.ofMillis(500)).until(() -> {
                bus.push(far);
                return heard.isDone();
            });
            assertThat(heard.join()).as(out::toString).isZero();
            assertThat(out.toString()).contains(fleet.meters().getFirst().serial(), "kWh", "CONNECTED");
        }
    }

    @Test
    void shouldSayWhatKeepsItFromListening() {
        StringWriter told = new StringWriter();
        assertThat(WattleCommand.run(new PrintWriter(told, true), new PrintWriter(told, true), "simulate", "--meters",
                "1", "--port", "0", "--optical", "/dev/none-such", "--out", folder.toString(), "--for", "1s"))
                .isEqualTo(2);
        assertThat(told.toString()).contains("--optical /dev/none-such");
    }
}
