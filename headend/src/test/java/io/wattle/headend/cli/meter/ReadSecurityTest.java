package io.wattle.headend.cli.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wattle read} of simulated meters that ask for security of every kind, by the files that are written for them. */
class ReadSecurityTest {
    private static final List<String> TURNS = List.of("auth=none", "auth=lls", "auth=lls&policy=both", "auth=hls3",
            "auth=hls4", "auth=hls5", "auth=hls5&policy=authenticated", "auth=hls5&suite=2", "auth=hls6", "auth=hls7",
            "auth=hls7&suite=2", "auth=hls5&sign=yes&ciphering=general-one-pass");

    @TempDir
    private Path folder;

    @Test
    void shouldReadMetersOfEveryKindOfSecurity() {
        try (Fleet fleet = fleet()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            for (FleetMeter meter : fleet.meters()) {
                assertReads(meter.uri().toString(), List.of("--meter", meter.serial(), "--keys",
                        files.keys().toString()), meter.serial());
            }
        }
    }

    @Test
    void shouldTakeTheTermsFromBesideTheUri() {
        try (Fleet fleet = fleet()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().get(10);
            String bare = meter.uri().toString().replaceFirst("&auth=hls7&suite=2", "");
            List<String> who = List.of("--meter", meter.serial(), "--keys", files.keys().toString());
            List<String> all = new ArrayList<>(who);
            all.addAll(List.of("--auth", "hls-ecdsa", "--suite", "2", "--policy", "both", "--ciphering", "dedicated"));
            assertReads(bare, all, meter.serial());

            List<String> wrong = new ArrayList<>(who);
            wrong.addAll(List.of("--auth", "hls2"));
            StringWriter out = new StringWriter();
            assertThat(run(out, bare, wrong)).isEqualTo(2);
            assertThat(out.toString()).contains("auth hls2 is what each manufacturer makes of it");
        }
    }

    @Test
    void shouldTakeKeysFromTheEnvironment() {
        try (DlmsKeys keys = EnvironmentKeys.from(Map.of("WATTLE_PASSWORD", "12345678", "WATTLE_SIGNING_KEY",
                "0a".repeat(32), "WATTLE_OTHER", "x")).keysOf("any").orElseThrow()) {
            assertThat(keys.find(KeyUse.PASSWORD)).contains("12345678".getBytes(StandardCharsets.US_ASCII));
            assertThat(keys.find(KeyUse.SIGNING).orElseThrow()).hasSize(32);
        }
        assertThat(EnvironmentKeys.from(Map.of("PATH", "/bin")).keysOf("any")).isEmpty();
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> EnvironmentKeys.from(Map.of("WATTLE_MASTER_KEY", "0a0b0c")))
                .withMessage("WATTLE_MASTER_KEY: master-key must have 16 or 32 bytes, has 3");
    }

    private static Fleet fleet() {
        return Fleet.builder()
                .meters(TURNS.size())
                .seed(3)
                .clock(InstantSource.system())
                .security(TURNS.stream().map(DlmsAddress::terms).toList())
                .start();
    }

    private static void assertReads(String uri, List<String> options, String serial) {
        StringWriter out = new StringWriter();
        assertThat(run(out, uri, options)).as(uri + " said " + out).isZero();
        assertThat(out.toString()).contains(serial, "kWh");
    }

    private static int run(StringWriter out, String uri, List<String> options) {
        List<String> words = new ArrayList<>(List.of("read", uri));
        words.addAll(options);
        PrintWriter print = new PrintWriter(out, true);
        return WattleCommand.run(print, print, words.toArray(String[]::new));
    }
}
