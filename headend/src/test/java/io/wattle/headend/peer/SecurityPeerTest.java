package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.registry.CounterFile;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.Mechanism;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authentication and ciphering against software that we did not make, in every way that both sides have. */
class SecurityPeerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z"));
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String PASSWORD = "3132333435363738";

    /** Terms of ours; authentication, security and form of ciphering as the library calls them. */
    private static final List<String> AS_CLIENT = List.of("auth=none,NONE,NONE,global", "auth=lls,LOW,NONE,global",
            "auth=lls&policy=both,LOW,BOTH,global", "auth=hls3,HIGH_MD5,NONE,global", "auth=hls4,HIGH_SHA1,NONE,global",
            "auth=hls6&policy=both,HIGH_SHA256,BOTH,global", "auth=hls5,HIGH_GMAC,BOTH,global",
            "auth=hls5&policy=authenticated,HIGH_GMAC,AUTHENTICATION,global",
            "auth=hls5&policy=encrypted,HIGH_GMAC,ENCRYPTION,global", "auth=hls5&suite=2,HIGH_GMAC,BOTH,global",
            "auth=hls5,HIGH_GMAC,BOTH,dedicated", "auth=hls5,HIGH_GMAC,BOTH,general-glo",
            "auth=none,NONE,NONE,short-names", "auth=lls,LOW,NONE,short-names",
            "auth=lls&policy=both,LOW,BOTH,short-names", "auth=lls&policy=authenticated,LOW,AUTHENTICATION,short-names",
            "auth=hls7,HIGH_ECDSA,BOTH,global", "auth=hls5,HIGH_GMAC,BOTH,as-it-comes",
            "auth=hls5&policy=none,HIGH_GMAC,NONE,global", "auth=none&policy=both,NONE,BOTH,global",
            "auth=hls3&policy=authenticated,HIGH_MD5,AUTHENTICATION,global",
            "auth=hls4&policy=encrypted,HIGH_SHA1,ENCRYPTION,global", "auth=hls6,HIGH_SHA256,NONE,global",
            "auth=hls5&suite=1,HIGH_GMAC,BOTH,dedicated", "auth=hls5&suite=2,HIGH_GMAC,BOTH,general-glo",
            "auth=hls7&policy=none,HIGH_ECDSA,NONE,global", "auth=hls5&suite=1,HIGH_GMAC,BOTH,global",
            "auth=lls&policy=authenticated,LOW,AUTHENTICATION,global",
            "auth=lls&policy=encrypted,LOW,ENCRYPTION,global", "auth=hls3&policy=both,HIGH_MD5,BOTH,global",
            "auth=hls4&policy=both,HIGH_SHA1,BOTH,global",
            "auth=hls6&policy=authenticated,HIGH_SHA256,AUTHENTICATION,global",
            "auth=lls&policy=both,LOW,BOTH,dedicated", "auth=hls6&policy=both,HIGH_SHA256,BOTH,dedicated",
            "auth=hls5&suite=1,HIGH_GMAC,BOTH,general-glo", "auth=hls7,HIGH_ECDSA,BOTH,general-glo",
            "auth=hls5&policy=authenticated,HIGH_GMAC,AUTHENTICATION,general-glo",
            "auth=hls5&suite=2,HIGH_GMAC,BOTH,dedicated32");
    private static final List<String> AS_METER = List.of("auth=none,NONE,NONE", "auth=lls,LOW,NONE",
            "auth=lls&policy=both,LOW,BOTH", "auth=hls3,HIGH_MD5,NONE", "auth=hls4,HIGH_SHA1,NONE",
            "auth=hls4&policy=both,HIGH_SHA1,BOTH", "auth=hls6&policy=both,HIGH_SHA256,BOTH",
            "auth=hls5,HIGH_GMAC,BOTH", "auth=hls5&policy=authenticated,HIGH_GMAC,AUTHENTICATION",
            "auth=hls5&policy=encrypted,HIGH_GMAC,ENCRYPTION", "auth=hls5&suite=2,HIGH_GMAC,BOTH",
            "auth=hls5&ciphering=dedicated,HIGH_GMAC,BOTH", "auth=hls5&ciphering=general-glo,HIGH_GMAC,BOTH",
            "auth=hls5&suite=1,HIGH_GMAC,BOTH", "auth=hls7,HIGH_ECDSA,BOTH", "auth=hls5&policy=none,HIGH_GMAC,NONE",
            "auth=none&policy=both,NONE,BOTH", "auth=hls3&policy=authenticated,HIGH_MD5,AUTHENTICATION",
            "auth=hls4&policy=encrypted,HIGH_SHA1,ENCRYPTION", "auth=hls6,HIGH_SHA256,NONE",
            "auth=hls5&suite=2&ciphering=general-glo,HIGH_GMAC,BOTH", "auth=hls7&policy=none,HIGH_ECDSA,NONE",
            "auth=lls&policy=authenticated,LOW,AUTHENTICATION", "auth=lls&policy=encrypted,LOW,ENCRYPTION",
            "auth=hls3&policy=both,HIGH_MD5,BOTH", "auth=hls5&suite=1&ciphering=dedicated,HIGH_GMAC,BOTH",
            "auth=hls5&suite=2&ciphering=dedicated,HIGH_GMAC,BOTH",
            "auth=hls6&policy=both&ciphering=dedicated,HIGH_SHA256,BOTH",
            "auth=hls5&ciphering=general-ded,HIGH_GMAC,BOTH");

    /** No mutual proof: the library's client carries its own in a Write, which no proof can come back with. */
    private static final List<String> AS_METER_BY_SHORT_NAMES = List.of("auth=none,NONE,NONE", "auth=lls,LOW,NONE",
            "auth=lls&policy=both,LOW,BOTH", "auth=lls&policy=authenticated,LOW,AUTHENTICATION");
    private static final EllipticKeys CURVE = new EllipticKeys(SecuritySuite.SUITE_1);
    private static final EllipticKeys.Pair OUR_PAIR = CURVE.generate();
    private static final EllipticKeys.Pair METER_PAIR = readablePair();

    @TempDir
    private Path folder;

    @Test
    void shouldBeReadByGurux() throws Exception {
        List<String> arguments = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (Fleet fleet = Fleet.builder()
                .meters(AS_CLIENT.size())
                .seed(7)
                .clock(CLOCK)
                .security(AS_CLIENT.stream().map(row -> DlmsAddress.terms(row.split(",")[0])).toList())
                .start()) {
            for (int i = 0; i < AS_CLIENT.size(); i++) {
                String[] row = AS_CLIENT.get(i).split(",");
                FleetMeter meter = fleet.meters().get(i);
                try (DlmsKeys keys = meter.keys()) {
                    arguments.addAll(arguments(DlmsAddress.terms(row[0]).suite().number(), row[1], row[2],
                            hex(keys, KeyUse.ENCRYPTION), hex(keys, KeyUse.AUTHENTICATION),
                            keys.find(KeyUse.PASSWORD).map(HexFormat.of()::formatHex).orElse("00")));
                    arguments.addAll(List.of(row[3], Integer.toString(meter.uri().getPort()), Integer.toString(i + 1),
                            row[0].startsWith("auth=hls7") ? hex(keys, KeyUse.SIGNING) : PeerKeys.NONE,
                            row[0].startsWith("auth=hls7") ? hex(keys, KeyUse.PEER_SIGNING) : PeerKeys.NONE));
                }
                expected.addAll(List.of("serial " + meter.serial(), "register " + meter.truth().register(),
                        "released"));
            }
            try (ChildProcess child = ChildProcess.start(folder, GuruxSecureReader.class, arguments)) {
                assertThat(child.awaitExit(60)).as(() -> child.lines() + complaints()).isZero();
                assertThat(child.lines()).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void shouldReadMetersOfGurux() throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String line : AS_METER) {
            String[] row = line.split(",");
            String key = key(row[0]);
            boolean signs = DlmsAddress.terms(row[0]).mechanism() == Mechanism.ECDSA;
            // The library puts the password before what an ECDSA proof is made of, where it has one.
            arguments.addAll(arguments(DlmsAddress.terms(row[0]).suite().number(), row[1], row[2], key, key,
                    signs ? "" : PASSWORD));
            arguments.addAll(signs
                    ? List.of(HexFormat.of().formatHex(METER_PAIR.secret()), HexFormat.of().formatHex(OUR_PAIR.open()))
                    : List.of(PeerKeys.NONE, PeerKeys.NONE));
        }
        try (ChildProcess child = ChildProcess.start(folder, GuruxSecureMeter.class, arguments);
                CounterFile counters = CounterFile.open(folder.resolve("counters"))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> child.lines().size() == AS_METER.size());
            for (int i = 0; i < AS_METER.size(); i++) {
                String terms = AS_METER.get(i).split(",")[0];
                String port = child.lines().get(i).substring("port ".length());
                MeterReading reading = patiently(counters, terms, new MeterAddress("GURUX-4047",
                        URI.create("dlms://127.0.0.1:" + port + "?client=1&server=1&" + terms)));
                assertThat(reading.meterSerial()).isEqualTo("GURUX-4047");
                assertThat(reading.register()).isEqualTo(new MeterQuantity.Energy(123_450));
            }
        }
    }

    @Test
    void shouldReadMetersOfGuruxByShortNames() throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String line : AS_METER_BY_SHORT_NAMES) {
            String[] row = line.split(",");
            arguments.addAll(List.of(row[1], security(row[2]), PASSWORD, KEY));
        }
        try (ChildProcess child = ChildProcess.start(folder, GuruxShortMeter.class, arguments);
                CounterFile counters = CounterFile.open(folder.resolve("counters"))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> child.lines().size() == AS_METER_BY_SHORT_NAMES.size());
            for (int i = 0; i < AS_METER_BY_SHORT_NAMES.size(); i++) {
                String terms = AS_METER_BY_SHORT_NAMES.get(i).split(",")[0];
                String port = child.lines().get(i).substring("port ".length());
                MeterReading reading = read(counters, terms, new MeterAddress("GURUX-4047", URI
                        .create("dlms://127.0.0.1:" + port + "?client=1&server=1&referencing=sn&" + terms)));
                assertThat(reading.register()).isEqualTo(new MeterQuantity.Energy(123_450));
            }
        }
    }

    /** The library takes private keys that begin with 30 or 03 for something in DER, and fails. */
    private static EllipticKeys.Pair readablePair() {
        EllipticKeys.Pair pair = CURVE.generate();
        return pair.secret()[0] == 0x30 || pair.secret()[0] == 0x03 ? readablePair() : pair;
    }

    private static String key(String terms) {
        return DlmsAddress.terms(terms).suite().number() == 2 ? KEY + KEY : KEY;
    }

    private MeterReading patiently(CounterFile counters, String terms, MeterAddress address) {
        for (int tries = 1;; tries++) {
            try {
                return read(counters, terms, address);
            } catch (AssertionError | CompletionException broken) {
                if (!terms.startsWith("auth=hls7") || tries == PeerKeys.SIGNATURES_TRIED) {
                    throw broken;
                }
            }
        }
    }

    private MeterReading read(CounterFile counters, String terms, MeterAddress address) {
        byte[] key = HexFormat.of().parseHex(key(terms));
        Map<KeyUse, byte[]> keys = Map.of(KeyUse.ENCRYPTION, key, KeyUse.AUTHENTICATION, key, KeyUse.PASSWORD,
                HexFormat.of().parseHex(PASSWORD), KeyUse.SIGNING, OUR_PAIR.secret(), KeyUse.PEER_SIGNING,
                METER_PAIR.open());
        try (DlmsConnector connector = new DlmsConnector(DlmsSettings.defaults(),
                _ -> Optional.of(new DlmsKeys(keys)), counters, CLOCK)) {
            return read(connector, address);
        }
    }

    private static List<String> arguments(int suite, String authentication, String security, String encryption,
            String authenticationKey, String password) {
        return List.of(authentication, security(security), Integer.toString(suite), encryption, authenticationKey,
                password);
    }

    private static String security(String ours) {
        return ours.equals("BOTH") ? "AUTHENTICATION_ENCRYPTION" : ours;
    }

    private static String hex(DlmsKeys keys, KeyUse use) {
        return HexFormat.of().formatHex(keys.find(use).orElseThrow());
    }

    private MeterReading read(DlmsConnector connector, MeterAddress address) {
        Outcome<MeterReading> outcome = connector.open(address).thenCompose(opened -> switch (opened) {
            case Outcome.Done<MeterLink>(MeterLink link) -> link.read().whenComplete((_, _) -> link.close());
            case Outcome.Refused<MeterLink> refused ->
                throw new AssertionError(address + ": " + refused + "; " + complaints());
            case Outcome.Unknown<MeterLink> unknown ->
                throw new AssertionError(address + ": " + unknown + "; " + complaints());
        }).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(outcome).as(this::complaints).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<MeterReading>) outcome).value();
    }

    private String complaints() {
        try {
            return "the peer said: " + Files.readString(folder.resolve("child-errors.txt"));
        } catch (IOException e) {
            return "the peer said nothing";
        }
    }
}
