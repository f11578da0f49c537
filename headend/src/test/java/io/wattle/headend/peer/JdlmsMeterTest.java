package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.headend.rekey.KeyChange;
import io.wattle.headend.rekey.Rekeying;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our client against a meter on jDLMS, over the wrapper, with no security and with HLS 5, authenticated and encrypted. */
class JdlmsMeterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z"));
    private static final CosemAttribute SERIAL = new CosemAttribute(1, "0.0.96.1.0.255", 2);
    private static final CosemAttribute SETTING = new CosemAttribute(1, "0.0.96.1.1.255", 2);
    private static final CosemAttribute REGISTER = new CosemAttribute(3, "1.0.1.8.0.255", 2);
    private static final CosemAttribute RELAY = new CosemAttribute(70, "0.0.96.3.10.255", 3);
    private static final CosemMethod DISCONNECT = new CosemMethod(70, "0.0.96.3.10.255", 1);
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String MASTER = "101112131415161718191a1b1c1d1e1f";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"auth=none, NONE, NOTHING, NONE", "auth=hls5, HLS5_GMAC, AUTHENTICATED_AND_ENCRYPTED, AES_GCM_128"})
    void shouldReadWriteAndCallAMeterOfJdlms(String terms, String authentication, String policy, String encryption)
            throws Exception {
        try (ChildProcess child = meter(authentication, policy, encryption);
                CounterFile counters = CounterFile.open(folder.resolve("counters"));
                ConnectorDoor door = door(child, terms, counters);
                CosemLink link = opened(door.open(secrets().keys()))) {
            List<GetResult> results = done(link.query(List.of(new Query(SERIAL), new Query(REGISTER)))
                    .toCompletableFuture()
                    .join());
            assertThat(results).containsExactly(
                    new GetResult.Value(new CosemValue.Octets("JDLMS-180".getBytes(StandardCharsets.US_ASCII))),
                    new GetResult.Value(new Whole(Whole.Type.UINT32, 123_450)));
            if (DlmsAddress.terms(terms).fencesInstructions()) {
                change(link);
            }
        }
    }

    @Test
    void shouldGiveAMeterOfJdlmsNewKeys() throws Exception {
        String terms = "auth=hls5";
        Path file = folder.resolve("keys.txt");
        OwnerOnlyFile.replace(file, ("JDLMS-180 " + KEY + " " + KEY + " master-key=" + MASTER + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        try (ChildProcess child = meter("HLS5_GMAC", "AUTHENTICATED_AND_ENCRYPTED", "AES_GCM_128");
                CounterFile counters = CounterFile.open(folder.resolve("counters"));
                ConnectorDoor door = door(child, terms, counters);
                KeyFileEditor store = KeyFileEditor.open(file)) {
            MeterSecrets before = store.find("JDLMS-180").orElseThrow();
            KeyChange change = new Rekeying(door, store, DlmsAddress.terms(terms), new SecureRandom(), _ -> {
            }).change("JDLMS-180", EnumSet.of(SetupKey.UNICAST, SetupKey.AUTHENTICATION));
            assertThat(change).as(() -> child.lines().toString()).isInstanceOf(KeyChange.Done.class);
            MeterSecrets after = store.find("JDLMS-180").orElseThrow();
            assertThat(after.find(KeyUse.ENCRYPTION)).isNotEqualTo(before.find(KeyUse.ENCRYPTION));
            opened(door.open(after.keys())).close();
            assertThat(door.open(before.keys())).isNotInstanceOf(Outcome.Done.class);
        }
    }

    private static void change(CosemLink link) {
        CosemValue value = new CosemValue.Octets(new byte[] {1, 2, 3});
        assertThat(done(link.set(List.of(new CosemLink.Setting(SETTING, value))).toCompletableFuture().join()))
                .containsExactly(DataAccessResult.SUCCESS);
        assertThat(done(link.act(List.of(new CosemLink.Call(DISCONNECT, new Whole(Whole.Type.INT8, 0))))
                .toCompletableFuture()
                .join())).containsExactly(DataAccessResult.SUCCESS);
        assertThat(done(link.query(List.of(new Query(SETTING), new Query(RELAY))).toCompletableFuture().join()))
                .containsExactly(new GetResult.Value(value), new GetResult.Value(new Whole(Whole.Type.ENUM, 0)));
    }

    private ChildProcess meter(String authentication, String policy, String encryption)
            throws Exception {
        ChildProcess child = ChildProcess.start(folder, JdlmsMeter.class, List.of(authentication, policy, encryption,
                KEY, KEY, MASTER));
        await().atMost(Duration.ofSeconds(60)).until(() -> !child.lines().isEmpty());
        return child;
    }

    private static MeterSecrets secrets() {
        byte[] key = HexFormat.of().parseHex(KEY);
        return new MeterSecrets(Map.of(KeyUse.ENCRYPTION, key, KeyUse.AUTHENTICATION, key),
                Map.of());
    }

    private static ConnectorDoor door(ChildProcess child, String terms, CounterFile counters) {
        String port = child.lines().getFirst().substring("port ".length());
        return new ConnectorDoor(new MeterAddress("JDLMS-180",
                URI.create("dlms://127.0.0.1:" + port + "?client=1&server=1&" + terms)),
                DlmsSettings.defaults().withClientTitle(counters.clientTitle()), counters, CLOCK);
    }

    private CosemLink opened(Outcome<CosemLink> outcome) {
        return done(outcome);
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
