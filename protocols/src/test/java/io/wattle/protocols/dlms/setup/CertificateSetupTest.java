package io.wattle.protocols.dlms.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.certificate.CertificateRequest;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes to and fro about pairs and certificates, whole and damaged. */
class CertificateSetupTest {
    private static final byte[] CLIENT = {'C', 'C', 'C', 0, 0, 0, 0, 1};
    private static final byte[] METER = {'M', 'M', 'M', 0, 0, 0, 0, 2};

    @ParameterizedTest
    @EnumSource(names = {"SUITE_1", "SUITE_2"})
    void shouldReadARequestOnlyIfItsOwnKeySignedIt(SecuritySuite suite) {
        EllipticKeys.Pair pair = new EllipticKeys(suite).generate();
        byte[] der = CertificateRequest.write(suite, "4D4D4D0000000002", pair);
        CertificateRequest request = CertificateRequest.read(der, suite).orElseThrow();
        assertThat(request.commonName()).isEqualTo("4D4D4D0000000002");
        assertThat(request.publicKey()).isEqualTo(pair.open());
        for (int at = 0; at < der.length; at++) {
            byte[] changed = der.clone();
            changed[at] ^= 1;
            // Some bytes of the envelope say nothing; none of them may yield another name or key.
            assertThat(CertificateRequest.read(changed, suite)
                    .map(one -> one.commonName().equals(request.commonName())
                            && Arrays.equals(one.publicKey(), request.publicKey()))
                    .orElse(true)).as("byte %d", at).isTrue();
        }
        assertThat(CertificateRequest.read(new byte[5_000], suite)).isEmpty();
        assertThat(CertificateRequest.read(new byte[] {0x30, 0}, suite)).as("an empty list: the fuzzer's").isEmpty();
        assertThat(CertificateRequest.read(der, suite == SecuritySuite.SUITE_1
                ? SecuritySuite.SUITE_2
                : SecuritySuite.SUITE_1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUITE_1", "SUITE_2"})
    void shouldAgreeOnOneKeyWithWhoSignedAndWithNobodyElse(SecuritySuite suite) {
        EllipticKeys curve = new EllipticKeys(suite);
        EllipticKeys.Pair client = curve.generate();
        EllipticKeys.Pair meter = curve.generate();
        AgreedKey ours = new AgreedKey(suite, SetupKey.MASTER);
        AgreedKey theirs = new AgreedKey(suite, SetupKey.MASTER);
        byte[] toMeter = ours.data(client.secret());
        byte[] toClient = theirs.data(meter.secret());

        byte[] key = ours.agree(toClient, meter.open(), CLIENT, METER).orElseThrow();
        assertThat(key).hasSize(suite.keyBytes());
        assertThat(theirs.agree(toMeter, client.open(), CLIENT, METER)).contains(key);
        assertThat(ours.agree(toClient, client.open(), CLIENT, METER)).as("signed by another").isEmpty();
        assertThat(new AgreedKey(suite, SetupKey.UNICAST).agree(toClient, meter.open(), CLIENT, METER))
                .as("signed for another key")
                .isEmpty();
        assertThat(ours.agree(new byte[3], meter.open(), CLIENT, METER)).isEmpty();
        assertThat(ours.agree(toClient, meter.open(), METER, CLIENT).orElseThrow()).as("other parties")
                .isNotEqualTo(key);
    }

    @Test
    void shouldReadWhatItWritesAndNothingElse() {
        CertificateChoice.OfOwner owner = new CertificateChoice.OfOwner(CertificateOwner.METER,
                CertificateKind.AGREEMENT, METER);
        assertThat(CertificateChoice.read(owner.value()).orElseThrow()).isInstanceOfSatisfying(
                CertificateChoice.OfOwner.class, read -> {
                    assertThat(read.owner()).isEqualTo(CertificateOwner.METER);
                    assertThat(read.kind()).isEqualTo(CertificateKind.AGREEMENT);
                    assertThat(read.title()).isEqualTo(METER);
                });
        CertificateChoice.OfSerial serial = new CertificateChoice.OfSerial("0a0b", METER);
        assertThat(CertificateChoice.read(serial.value()).orElseThrow()).isInstanceOfSatisfying(
                CertificateChoice.OfSerial.class, read -> {
                    assertThat(read.serial()).isEqualTo("0a0b");
                    assertThat(read.issuer()).isEqualTo(METER);
                });
        CertificateEntry entry = new CertificateEntry(CertificateOwner.CLIENT, CertificateKind.SIGNING, "01", METER,
                CLIENT, new byte[0]);
        assertThat(CertificateEntry.list(new CosemValue.Array(List.of(entry.value()))).orElseThrow()).singleElement()
                .satisfies(read -> {
                    assertThat(read.owner()).isEqualTo(CertificateOwner.CLIENT);
                    assertThat(read.subject()).isEqualTo(CLIENT);
                });
        CosemValue odd = new CosemValue.Structure(List.of(new CosemValue.Octets(METER)));
        assertThat(CertificateChoice.read(odd)).isEmpty();
        assertThat(CertificateEntry.list(new CosemValue.Array(List.of(odd)))).isEmpty();
        assertThat(CertificateEntry.list(odd)).isEmpty();
    }
}
