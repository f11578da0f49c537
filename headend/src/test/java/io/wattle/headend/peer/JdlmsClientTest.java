package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.ChildProcess;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our simulated meters against a client on jDLMS, over the wrapper, in what both have. */
class JdlmsClientTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z"));
    /** Terms of ours; authentication, policy and encryption as the library calls them. */
    private static final List<String> ROWS = List.of("auth=none,NONE,NOTHING,NONE", "auth=lls,LOW,NOTHING,NONE",
            "auth=lls&policy=both,LOW,AUTHENTICATED_AND_ENCRYPTED,AES_GCM_128",
            "auth=hls5,HLS5_GMAC,AUTHENTICATED_AND_ENCRYPTED,AES_GCM_128");

    @TempDir
    private Path folder;

    @Test
    void shouldServeAClientOfJdlms() throws Exception {
        List<String> arguments = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (Fleet fleet = Fleet.builder()
                .meters(ROWS.size())
                .seed(7)
                .clock(CLOCK)
                .security(ROWS.stream().map(row -> DlmsAddress.terms(row.split(",")[0])).toList())
                .start()) {
            for (int i = 0; i < ROWS.size(); i++) {
                String[] row = ROWS.get(i).split(",");
                FleetMeter meter = fleet.meters().get(i);
                try (DlmsKeys keys = meter.keys()) {
                    arguments.addAll(List.of(row[1], row[2], row[3], hex(keys, KeyUse.ENCRYPTION),
                            hex(keys, KeyUse.AUTHENTICATION), hex(keys, KeyUse.PASSWORD),
                            Integer.toString(meter.uri().getPort()), Integer.toString(i + 1)));
                }
                expected.add("meter " + (i + 1));
                expected.addAll(List.of("serial " + meter.serial(), "register " + meter.truth().register(),
                        "write SUCCESS", "limit 4321", "call SUCCESS", "relay false"));
            }
            try (ChildProcess child = ChildProcess.start(folder, JdlmsWrapperReader.class, arguments)) {
                assertThat(child.awaitExit(60)).as(() -> child.lines().toString()).isZero();
                assertThat(child.lines()).containsExactlyElementsOf(expected);
            }
        }
    }

    private static String hex(DlmsKeys keys, KeyUse use) {
        return keys.find(use).map(HexFormat.of()::formatHex).orElse("00");
    }
}
