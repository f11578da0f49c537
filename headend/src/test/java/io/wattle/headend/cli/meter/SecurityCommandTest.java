package io.wattle.headend.cli.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wattle.headend.cli.CliRun;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wattle security} against simulated meters. */
class SecurityCommandTest {
    @TempDir
    private Path folder;
    private final Fleet fleet = Fleet.builder()
            .meters(3)
            .seed(7)
            .clock(InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z")))
            .security(Stream.of("auth=hls5", "auth=hls5&policy=authenticated", "auth=hls7")
                    .map(DlmsAddress::terms)
                    .toList())
            .start();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void shouldRekeyAndShowWithoutAKeyInSight() throws IOException {
        FleetMeter meter = fleet.meters().getFirst();
        Path keys = keys();
        String before = Files.readString(keys);
        CliRun rekeyed = run(meter, "rekey", meter.uri(), "--key", "unicast,authentication,master");
        assertThat(rekeyed.code()).as(rekeyed.err()).isZero();
        assertThat(rekeyed.out()).contains("has its new encryption-key, authentication-key, master-key");
        String after = Files.readString(keys);
        assertThat(after).isNotEqualTo(before).doesNotContain("next-");
        String line = after.lines().filter(one -> one.startsWith(meter.serial())).findFirst().orElseThrow();
        for (String key : List.of(line.split(" ")).subList(1, 3)) {
            assertThat(rekeyed.out() + rekeyed.err()).doesNotContain(key);
        }
        CliRun shown = run(meter, "show", meter.uri());
        assertThat(shown.out()).contains("requests authenticated and encrypted", "Suite        0");
    }

    @Test
    void shouldRaiseAPolicyOnlyToWhatTheAssociationDoes() throws IOException {
        FleetMeter meter = fleet.meters().get(1);
        keys();
        assertThat(run(meter, "policy", meter.uri(), "--to", "both").err()).contains("this association has less");
        URI both = URI.create(meter.uri().toString().replace("policy=authenticated", "policy=both"));
        CliRun raised = run(meter, "policy", both, "--to", "both");
        assertThat(raised.code()).as(raised.err()).isZero();
        assertThat(run(meter, "policy", both, "--to", "authenticated").err()).contains("never lowered");
        assertThat(run(meter, "show", meter.uri()).code()).isEqualTo(1);
        assertThat(run(meter, "show", both).out()).contains("requests authenticated and encrypted");
    }

    @Test
    void shouldHaveAMeterMakeAPairAndAgreeOnAMasterKey() throws IOException {
        FleetMeter meter = fleet.meters().get(2);
        String before = Files.readString(keys());
        assertThat(run(meter, "certificates", meter.uri()).out()).contains("no certificates");
        assertThat(run(meter, "request", meter.uri(), "--use", "signing").err()).contains("ACCESS_DENIED");
        assertThat(run(meter, "key-pair", meter.uri(), "--use", "signing").code()).isZero();
        assertThat(run(meter, "request", meter.uri(), "--use", "signing").out())
                .startsWith("-----BEGIN CERTIFICATE REQUEST-----")
                .contains("-----END CERTIFICATE REQUEST-----");
        assertThat(run(meter, "import", meter.uri(), "--certificate", folder.resolve("keys.txt").toString()).err())
                .contains("is no X.509 certificate");
        assertThat(run(meter, "remove", meter.uri(), "--number", "01").err()).contains("does not list exactly one");
        assertThat(run(meter, "export", meter.uri(), "--own", "signing").err()).contains("NO_SUCH_OBJECT");
        assertThat(run(meter, "rekey", meter.uri(), "--agree").err()).contains("--key master");
        CliRun agreed = run(meter, "rekey", meter.uri(), "--agree", "--key", "master");
        assertThat(agreed.code()).as(agreed.err()).isZero();
        assertThat(Files.readString(folder.resolve("keys.txt"))).isNotEqualTo(before).doesNotContain("next-");
    }

    @Test
    void shouldSayAllOfItInJson() throws IOException {
        keys();
        FleetMeter meter = fleet.meters().getFirst();
        assertThat(json(run(meter, "show", meter.uri(), "--json"), 0)).containsEntry("suite", 0)
                .containsEntry("meter", meter.serial())
                .containsKeys("policy", "title", "version");
        assertThat(json(run(meter, "rekey", meter.uri(), "--json"), 0)).containsEntry("outcome", "DONE");
        URI unproved = URI.create(meter.uri().toString().replace("auth=hls5", "auth=none"));
        assertThat(json(run(meter, "rekey", unproved, "--json"), 1)).containsEntry("outcome", "REFUSED");
        assertThat(json(run(meter, "show", unproved, "--json"), 1)).containsEntry("reason", "NOT_AUTHENTICATED");
        assertThat(json(run(meter, "policy", meter.uri(), "--to", "both", "--json"), 0))
                .containsEntry("outcome", "DONE");
        FleetMeter paired = fleet.meters().get(2);
        assertThat(run(paired, "certificates", paired.uri(), "--json").out()).isEmpty();
        assertThat(json(run(paired, "key-pair", paired.uri(), "--use", "signing", "--json"), 0))
                .containsEntry("outcome", "DONE");
        assertThat(json(run(paired, "request", paired.uri(), "--use", "signing", "--json"), 0).get("means"))
                .asString()
                .startsWith("-----BEGIN CERTIFICATE REQUEST-----");
        assertThat(json(run(paired, "export", paired.uri(), "--own", "signing", "--json"), 1))
                .containsEntry("reason", "NO_SUCH_OBJECT");
    }

    private static Map<String, Object> json(CliRun run, int code) throws IOException {
        assertThat(run.code()).as(run.toString()).isEqualTo(code);
        assertThat(run.out().lines()).as(run.toString()).hasSize(1);
        return new JsonMapper().readValue(run.out(), new TypeReference<>() {
        });
    }

    private Path keys() {
        FleetFiles files = FleetFiles.in(folder);
        files.write(fleet);
        return files.keys();
    }

    private CliRun run(FleetMeter meter, String verb, URI uri, String... more) {
        return CliRun.of("security " + verb + " '" + uri + "' --meter " + meter.serial() + " --keys "
                + folder.resolve("keys.txt") + " --timeout 10s " + String.join(" ", more));
    }
}
