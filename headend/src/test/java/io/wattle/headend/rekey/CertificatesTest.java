package io.wattle.headend.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.certificate.MeterCertificate;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.dlms.setup.CertificateOwner;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New pairs and certificates for meters, and master keys that are agreed on. */
class CertificatesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-04T10:00:00Z"));
    private static final String NO_TITLE = "&utcoffset=0";

    @TempDir
    private Path folder;
    @SuppressWarnings("NullAway.Init") // made before each test
    private KeyedFleet fleet;

    @BeforeEach
    void start() {
        fleet = new KeyedFleet(folder, CLOCK, "auth=hls7", "auth=hls7&suite=2", "auth=hls5");
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void shouldGiveAMeterANewPairAndGoByItsCertificateThoughAnAnswerWasLost() throws Exception {
        FleetMeter meter = fleet.meters().getFirst();
        MeterAuthority authority = new MeterAuthority(folder);
        TrustAnchors anchors = new TrustAnchors(List.of(authority.certificate()));
        String title = done(talk(meter, "", Optional.empty(), link -> new MeterCertificates(link).title()));

        done(talk(meter, "", Optional.empty(), link -> new MeterCertificates(link).generate(CertificateKind.SIGNING)));
        byte[] request = done(talk(meter, "", Optional.empty(),
                link -> new MeterCertificates(link).request(CertificateKind.SIGNING, SecuritySuite.SUITE_1)));
        assertThat(CertificateRequest.read(request, SecuritySuite.SUITE_1).orElseThrow().commonName()).isEqualTo(title);

        MeterCertificate certificate = MeterCertificate
                .read(authority.certify(request, title, "digitalSignature"))
                .orElseThrow();
        // The AARE, the proof, the serial number, the title; then the answer to the import.
        meter.inject(WireTrouble.once(WireFault.DROP_MID_FRAME, 4));
        assertThat(give(meter, "", Optional.of(anchors), certificate)).isInstanceOf(Outcome.Unknown.class);
        assertThat(fleet.secrets(meter).next()).containsKey(KeyUse.PEER_SIGNING_CERTIFICATE);
        assertThat(give(meter, "", Optional.of(anchors), certificate)).isInstanceOf(Outcome.Done.class);
        assertThat(fleet.secrets(meter).next()).isEmpty();
        assertThat(fleet.secrets(meter).find(KeyUse.PEER_SIGNING)).isEmpty();
        assertThat(give(meter, "", Optional.of(anchors), certificate)).as("once more").isInstanceOf(Outcome.Done.class);

        CertificateEntry entry = done(talk(meter, "", Optional.of(anchors), link -> new MeterCertificates(link).list()))
                .getFirst();
        assertThat(entry.owner()).isEqualTo(CertificateOwner.METER);
        assertThat(entry.kind()).isEqualTo(CertificateKind.SIGNING);
        assertThat(entry.serial()).isEqualTo(certificate.serial());
        CertificateChoice own = new CertificateChoice.OfOwner(CertificateOwner.METER, CertificateKind.SIGNING,
                HexFormat.of().parseHex(title));
        CertificateChoice numbered = new CertificateChoice.OfSerial(entry.serial(), entry.issuer());
        byte[] exported = done(
                talk(meter, "", Optional.of(anchors), link -> new MeterCertificates(link).export(own)));
        assertThat(exported).isEqualTo(certificate.der());
        done(talk(meter, "", Optional.of(anchors), link -> new MeterCertificates(link).remove(numbered)));
        List<CertificateEntry> left = done(
                talk(meter, "", Optional.of(anchors), link -> new MeterCertificates(link).list()));
        assertThat(left).isEmpty();
        assertThat(talk(meter, "", Optional.of(anchors), link -> new MeterCertificates(link).export(numbered)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void shouldRefuseByNameWhatItCannotStandFor() throws Exception {
        FleetMeter meter = fleet.meters().getFirst();
        MeterAuthority authority = new MeterAuthority(folder);
        TrustAnchors anchors = new TrustAnchors(List.of(authority.certificate()));
        String title = done(talk(meter, "", Optional.empty(), link -> new MeterCertificates(link).title()));
        MeterCertificate foreign = MeterCertificate.read(authority.certifyStranger(title, "digitalSignature"))
                .orElseThrow();

        assertThat(refused(give(meter, NO_TITLE, Optional.of(anchors), foreign))).contains("title=" + title);
        assertThat(refused(give(meter, "", Optional.empty(), foreign))).contains("no authorities");
        assertThat(give(meter, "", Optional.of(anchors), foreign)).as("a pair that the meter never made")
                .isInstanceOf(Outcome.Refused.class);
        assertThat(fleet.secrets(meter).next()).isEmpty();
        assertThat(fleet.secrets(meter).find(KeyUse.PEER_SIGNING)).isPresent();
        assertThat(talk(meter, "", Optional.empty(),
                link -> new MeterCertificates(link).request(CertificateKind.AGREEMENT, SecuritySuite.SUITE_1)))
                .as("no pair was made")
                .isInstanceOf(Outcome.Refused.class);
        assertThat(talk(fleet.meters().get(2), "", Optional.empty(),
                link -> new MeterCertificates(link).generate(CertificateKind.SIGNING))).as("suite 0")
                .isInstanceOfSatisfying(Outcome.Refused.class,
                        no -> assertThat(no.reason()).isEqualTo(Refusal.ACCESS_DENIED));
        MeterCertificate root = MeterCertificate.read(authority.certificate().getEncoded()).orElseThrow();
        assertThat(give(meter, "", Optional.empty(), root)).as("an authority's needs nothing")
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void shouldAgreeOnAMasterKeyAndRepeatItWhenTheAnswerWasLost() {
        for (FleetMeter meter : fleet.meters().subList(0, 2)) {
            byte[] before = fleet.secrets(meter).find(KeyUse.MASTER).orElseThrow();
            meter.inject(WireTrouble.once(WireFault.DROP_MID_FRAME, 4));
            assertThat(agree(meter)).isInstanceOf(KeyChange.Open.class);
            assertThat(fleet.secrets(meter).find(KeyUse.MASTER)).contains(before);
            assertThat(agree(meter)).isInstanceOf(KeyChange.Done.class);
            assertThat(fleet.secrets(meter).find(KeyUse.MASTER).orElseThrow()).isNotEqualTo(before);
            assertThat(rekey(meter)).as("under the agreed key").isInstanceOf(KeyChange.Done.class);
        }
        assertThat(agree(fleet.meters().get(2))).isInstanceOfSatisfying(KeyChange.Refused.class,
                no -> assertThat(no.words()).contains("suite 0"));
    }

    private KeyChange agree(FleetMeter meter) {
        return withDoor(meter, "", Optional.empty(),
                (door, store) -> new MasterAgreement(door, store, KeyedFleet.terms(meter),
                        door.clientTitle())
                        .change(meter.serial(), KeyedFleet.secrets(store, meter).find(KeyUse.PEER_SIGNING)));
    }

    private KeyChange rekey(FleetMeter meter) {
        return withDoor(meter, "", Optional.empty(), (door, store) -> new Rekeying(door, store, KeyedFleet.terms(meter),
                new SecureRandom(), _ -> {
                }).change(meter.serial(), EnumSet.of(SetupKey.UNICAST)));
    }

    private Outcome<String> give(FleetMeter meter, String more, Optional<TrustAnchors> anchors,
            MeterCertificate certificate) {
        return withDoor(meter, more, anchors, (door, store) -> {
            CertificateImport giving = new CertificateImport(store, meter.serial(), anchors,
                    DlmsAddress.parse(address(meter, more).uri()).title(), KeyedFleet.terms(meter).suite());
            return hold(door, KeyedFleet.secrets(store, meter),
                    link -> giving.give(link, certificate, CLOCK.instant()));
        });
    }

    private <T> Outcome<T> talk(FleetMeter meter, String more, Optional<TrustAnchors> anchors,
            Function<CosemLink, Outcome<T>> talk) {
        return withDoor(meter, more, anchors, (door, store) -> hold(door, KeyedFleet.secrets(store, meter), talk));
    }

    private static <T> Outcome<T> hold(ConnectorDoor door, MeterSecrets secrets,
            Function<CosemLink, Outcome<T>> talk) {
        Outcome<CosemLink> opened = door.open(secrets.keys());
        if (!(opened instanceof Outcome.Done<CosemLink>) && !secrets.next().isEmpty()) {
            opened = door.open(secrets.nextKeys());
        }
        try (CosemLink link = done(opened)) {
            return talk.apply(link);
        }
    }

    private <T> T withDoor(FleetMeter meter, String more, Optional<TrustAnchors> anchors, KeyedFleet.Use<T> use) {
        return fleet.withDoor(address(meter, more), settings -> anchors.map(settings::withTrustAnchors)
                .orElse(settings), use);
    }

    private static MeterAddress address(FleetMeter meter, String more) {
        String uri = meter.uri() + more;
        return new MeterAddress(meter.serial(),
                URI.create(more.equals(NO_TITLE) ? uri.replaceFirst("title=[^&]*&?", "") : uri));
    }

    private static String refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).detail();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
