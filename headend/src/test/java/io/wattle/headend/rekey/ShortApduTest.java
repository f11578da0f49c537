package io.wattle.headend.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.setup.CertificateChoice;
import io.wattle.protocols.dlms.setup.CertificateKind;
import io.wattle.protocols.dlms.setup.CertificateOwner;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a meter's methods take and return is longer than an APDU, on either side: a longer one would end the connection. */
class ShortApduTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-04T10:00:00Z"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"dlms,hls5&suite=1,128", "dlms,hls7&suite=1,128", "dlms,hls7&suite=2,160",
            "dlms,hls5&suite=1&ciphering=general-glo,128", "dlms,hls5&suite=1&ciphering=general,128",
            "dlms+hdlc,hls5&suite=1,128", "dlms+hdlc,hls7&suite=2,160"})
    void shouldBringRequestAndCertificateInBlocks(String scheme, String terms, int apduBytes) throws Exception {
        MeterAuthority authority = new MeterAuthority(folder);
        try (KeyedFleet fleet = new KeyedFleet(folder, CLOCK,
                builder -> builder.apduBytesMax(apduBytes).hdlcPort(0), "auth=" + terms)) {
            FleetMeter meter = fleet.meters().getFirst();
            URI uri = scheme.equals("dlms")
                    ? meter.uri()
                    : meter.uriOver("dlms+hdlc://127.0.0.1:" + fleet.hdlcPort());
            SecuritySuite suite = KeyedFleet.terms(meter).suite();

            String title = talk(fleet, apduBytes, meter, uri, MeterCertificates::title);
            talk(fleet, apduBytes, meter, uri, link -> link.generate(CertificateKind.AGREEMENT));
            byte[] request = talk(fleet, apduBytes, meter, uri, link -> link.request(CertificateKind.AGREEMENT, suite));
            assertThat(request.length + KeyedFleet.terms(meter).overheadBytes()).isGreaterThan(apduBytes);
            assertThat(CertificateRequest.read(request, suite).orElseThrow().commonName()).isEqualTo(title);

            byte[] certificate = authority.certify(request, title, "keyAgreement");
            talk(fleet, apduBytes, meter, uri, link -> link.take(certificate));
            byte[] exported = talk(fleet, apduBytes, meter, uri, link -> link.export(new CertificateChoice.OfOwner(
                    CertificateOwner.METER, CertificateKind.AGREEMENT, HexFormat.of().parseHex(title))));
            assertThat(exported).isEqualTo(certificate);
        }
    }

    /** In a conversation of its own. */
    private static <T> T talk(KeyedFleet fleet, int apduBytes, FleetMeter meter, URI uri,
            Function<MeterCertificates, Outcome<T>> talk) {
        return fleet.withDoor(new MeterAddress(meter.serial(), uri), settings -> settings.withFrameBytesMax(apduBytes),
                (door, store) -> {
                    try (CosemLink link = done(door.open(KeyedFleet.secrets(store, meter).keys()))) {
                        return done(talk.apply(new MeterCertificates(link)));
                    }
                });
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
