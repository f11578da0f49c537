package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.certificate.TestAuthority;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation whose meter is known by a certificate in place of a public key. */
class DlmsCertificateTest {
    private static final String TITLE = "4D4D4D0000000007";

    @TempDir
    private Path folder;

    @Test
    void shouldBelieveTheMeterThatItsCertificateNamesAndNoOther() throws Exception {
        TestAuthority authority = new TestAuthority(folder, "ours", "secp256r1");
        SharedKeys both = SharedKeys.of(SecuritySuite.SUITE_1);
        Duration patience = Duration.ofSeconds(30); // key pairs on a busy machine
        DlmsSettings believing = DlmsBench.settings()
                .withTimeouts(patience, patience, patience.multipliedBy(2))
                .withTrustAnchors(new TrustAnchors(List.of(authority.certificate())));
        try (DlmsBench bench = new DlmsBench(believing, DlmsServerSettings.defaults(), WireFaults.NONE)) {
            Map<KeyUse, byte[]> meters = all(both.meter());
            meters.put(KeyUse.SIGNING, authority.secret());
            TestMeter meter = new TestMeter(7, "SN7", new DlmsKeys(meters));
            meter.clients.put(1, new ClientTerms(DlmsAddress.terms("auth=hls7"), true));
            meter.register(MeterModel.electricity(), 123_450, -1, 30);
            bench.devices.put(7, meter);

            certify(bench, both, authority.certify(TITLE, "digitalSignature"));
            try (MeterLink link = bench.link(bench.address(7, "&auth=hls7&title=" + TITLE))) {
                assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(12_345));
            }
            assertThat(refusal(bench, "&auth=hls7")).contains("no title=");
            certify(bench, both, authority.certify("4D4D4D0000000008", "digitalSignature"));
            assertThat(refusal(bench, "&auth=hls7&title=" + TITLE)).contains("not that of system title " + TITLE);
        }
        try (DlmsBench bench = DlmsBench.plain()) {
            certify(bench, both, authority.certify(TITLE, "digitalSignature"));
            assertThat(refusal(bench, "&auth=hls7&title=" + TITLE)).contains("no trust anchors");
        }
    }

    private static void certify(DlmsBench bench, SharedKeys both, byte[] certificate) {
        Map<KeyUse, byte[]> ours = all(both.client());
        ours.remove(KeyUse.PEER_SIGNING);
        ours.put(KeyUse.PEER_SIGNING_CERTIFICATE, certificate);
        bench.keys.put("SN7", new DlmsKeys(ours));
    }

    private static String refusal(DlmsBench bench, String more) {
        Outcome<MeterLink> outcome = await(bench.connector.open(bench.address(7, more)));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Refusal.NO_KEY));
        return outcome.toString();
    }

    private static Map<KeyUse, byte[]> all(DlmsKeys keys) {
        Map<KeyUse, byte[]> all = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            keys.find(use).ifPresent(key -> all.put(use, key));
        }
        return all;
    }
}
