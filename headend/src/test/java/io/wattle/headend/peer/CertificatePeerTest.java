package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.headend.rekey.MeterAuthority;
import io.wattle.headend.rekey.MeterCertificates;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.dlms.setup.CertificateOwner;
import io.wattle.protocols.meter.MeterAddress;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key pairs, requests for certificates and certificates, with software that we did not make. */
class CertificatePeerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-04T10:00:00Z"));
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String TITLE = "4752583030303032";

    @TempDir
    private Path folder;

    @Test
    void shouldGiveAMeterOfGuruxAPairAndItsCertificate() throws Exception {
        MeterAuthority authority = new MeterAuthority(folder);
        List<String> arguments = List.of("HIGH_GMAC", "AUTHENTICATION_ENCRYPTION", "1", KEY, KEY, "", PeerKeys.NONE,
                PeerKeys.NONE);
        try (ChildProcess child = ChildProcess.start(folder, GuruxSecureMeter.class, arguments);
                CounterFile counters = CounterFile.open(folder.resolve("counters"))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            try (ConnectorDoor door = door(child, counters); CosemLink link = done(door.open(secrets().keys()))) {
                MeterCertificates meter = new MeterCertificates(link);
                assertThat(done(meter.title())).isEqualTo(TITLE);
                done(meter.generate(CertificateKind.SIGNING));
                byte[] request = done(meter.request(CertificateKind.SIGNING, SecuritySuite.SUITE_1));
                assertThat(CertificateRequest.read(request, SecuritySuite.SUITE_1).orElseThrow().commonName())
                        .isEqualToIgnoringCase(TITLE);
                MeterCertificate certificate = MeterCertificate
                        .read(authority.certify(request, TITLE, "digitalSignature"))
                        .orElseThrow();
                done(meter.take(certificate.der()));
                List<CertificateEntry> entries = done(meter.list());
                assertThat(entries).hasSize(1);
                assertThat(entries.getFirst().serial()).isEqualTo(certificate.serial());
                assertThat(entries.getFirst().owner()).isEqualTo(CertificateOwner.METER);
                assertThat(entries.getFirst().kind()).isEqualTo(CertificateKind.SIGNING);
                CertificateChoice own = new CertificateChoice.OfOwner(CertificateOwner.METER, CertificateKind.SIGNING,
                        HexFormat.of().parseHex(TITLE));
                assertThat(done(meter.export(own))).isEqualTo(certificate.der());
                done(meter.remove(own));
                assertThat(done(meter.list())).isEmpty();
            }
        }
    }

    /** key_agreement of a master key, signed both ways; then pair, request, certificate. */
    @Test
    void shouldDoAsAClientOfGuruxAsks() throws Exception {
        try (Fleet fleet = Fleet.builder()
                .meters(1)
                .seed(8) // with 7 its client's private key begins with 30, which the library takes for a list in DER
                .clock(CLOCK)
                .security(List.of(DlmsAddress.terms("auth=hls7")))
                .start()) {
            FleetMeter meter = fleet.meters().getFirst();
            String title = DlmsAddress.parse(meter.uri()).title().orElseThrow();
            List<String> arguments;
            try (DlmsKeys keys = meter.keys()) {
                arguments = List.of(folder.toString(), "HIGH_ECDSA", "AUTHENTICATION_ENCRYPTION", "1",
                        hex(keys, KeyUse.ENCRYPTION), hex(keys, KeyUse.AUTHENTICATION), "", "global",
                        Integer.toString(meter.uri().getPort()), "1", hex(keys, KeyUse.SIGNING),
                        hex(keys, KeyUse.PEER_SIGNING));
            }
            try (ChildProcess child = ChildProcess.start(folder, GuruxCertificateReader.class, arguments)) {
                assertThat(child.awaitExit(60)).as(() -> child.lines() + complaints()).isZero();
                assertThat(child.lines()).containsExactly("agreed", "request " + title, "exported true", "listed 1",
                        "listed 0");
            }
        }
    }

    private static String hex(DlmsKeys keys, KeyUse use) {
        return HexFormat.of().formatHex(keys.find(use).orElseThrow());
    }

    private static MeterSecrets secrets() {
        byte[] key = HexFormat.of().parseHex(KEY);
        return new MeterSecrets(Map.of(KeyUse.ENCRYPTION, key, KeyUse.AUTHENTICATION, key), Map.of());
    }

    private static ConnectorDoor door(ChildProcess child, CounterFile counters) {
        String port = child.lines().getFirst().substring("port ".length());
        return new ConnectorDoor(new MeterAddress("GURUX-4047",
                URI.create("dlms://127.0.0.1:" + port + "?client=1&server=1&auth=hls5&suite=1")),
                DlmsSettings.defaults().withClientTitle(counters.clientTitle()), counters, CLOCK);
    }

    private <T> T done(Outcome<T> outcome) {
        assertThat(outcome).as(this::complaints).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private String complaints() {
        try {
            return "the peer said: " + Files.readString(folder.resolve("child-errors.txt"));
        } catch (IOException e) {
            return "the peer said nothing";
        }
    }
}
