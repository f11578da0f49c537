package io.wattle.headend.cli.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wattle read} with {@code --discover}, {@code --objects} and {@code --profile}, over the real wire. */
class ReadObjectsTest {
    private static final Instant ON = Instant.parse("2026-05-04T00:30:00Z");

    @TempDir
    private Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(ON);
    private Fleet fleet = Fleet.builder().meters(2).seed(3).clock(now::get).start();

    @BeforeEach
    void letTimePass() {
        FleetFiles.in(folder).write(fleet);
        fleet.meters().forEach(FleetMeter::truth);
        now.set(ON.plus(Duration.ofHours(30)));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void shouldListTheObjectsOfAMeter() {
        assertThat(read("--discover")).contains("1.0.99.1.0.255", "Profile generic", "2r 3r 4r",
                "0.0.96.3.10.255", "Disconnect control", "0.0.17.0.0.255", "3r 4rw", "0.0.40.0.0.255");
        assertThat(read("--discover", "--json")).contains(
                "{\"name\":\"0.0.17.0.0.255\",\"class\":71,\"version\":0,\"what\":\"Limiter\"");
    }

    @Test
    void shouldReadEveryObjectAsUtilityValues() {
        assertThat(read("--objects")).contains("scaler_unit", " Wh", "WTL-SIM-1.0", "threshold_normal", "10000",
                "calendar_name_active", "TARIFF", " W");
        assertThat(read("--objects", "--json")).contains("\"attribute\":\"control_state\",\"value\":\"1\"");
    }

    @Test
    void shouldReadAProfileByTimeAndByNumber() {
        String day = read("--profile", "load", "--from", "2026-05-04T06:00:00Z", "--to", "2026-05-04T09:00:00Z");
        assertThat(day.lines()).hasSize(4);
        assertThat(day).contains("1.0.1.8.0.255 value (Wh)", "2026-05-04T06:00:00Z |", "2026-05-04T08:00:00Z |");
        assertThat(read("--profile", "--last", "2").lines()).hasSize(3)
                .last()
                .asString()
                .startsWith("2026-05-05T06:00:00Z |");
        assertThat(read("--profile").lines()).hasSize(31);
        assertThat(read("--profile", "events", "--json")).contains("\"time\":\"2026-05-04T00:30:00Z\"", "\"2\"}");
    }

    @Test
    void shouldSayWhatIsWrongWithTheQuestion() {
        assertThat(read("--profile", "nonsense")).contains("--profile must be load, billing, events");
        assertThat(read("--objects", "--last", "3")).doesNotContain("Exception");
        assertThat(read("--discover", "--objects")).contains("give one of");
        assertThat(read("--profile", "--last", "0")).contains("rows must be above zero");
        assertThat(read("--profile", "9.9.9.9.9.9")).contains("NO_SUCH_OBJECT");
        assertThat(read("--profile", "--from", "yesterday")).contains("--from must be a time", "was: yesterday");
        assertThat(read("--profile", "--to", "now")).contains("--to must be a time", "was: now");
        assertThat(read("--profile", "--from", "2026-05-05T00:00:00Z", "--to", "2026-05-04T00:00:00Z"))
                .contains("--from and --to: from must be before to");
    }

    /** Beside a reading as beside anything else that is asked. */
    @Test
    void shouldTakeAWrongUriForWrongUsageAndDialNobody() {
        for (String question : List.of("--discover", "--json")) {
            StringWriter out = new StringWriter();
            PrintWriter print = new PrintWriter(out, true);
            assertThat(WattleCommand.run(print, print, "read", "dlms://127.0.0.1:1?bogus=1", question)).isEqualTo(2);
            assertThat(out.toString()).startsWith("wattle: URI: unknown parameter bogus");
        }
    }

    private String read(String... question) {
        FleetMeter meter = fleet.meters().getFirst();
        List<String> words = new ArrayList<>(
                List.of("read", meter.uri().toString(), "--meter", meter.serial(), "--keys",
                        FleetFiles.in(folder).keys().toString()));
        words.addAll(List.of(question));
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        WattleCommand.run(print, print, words.toArray(String[]::new));
        return out.toString();
    }
}
