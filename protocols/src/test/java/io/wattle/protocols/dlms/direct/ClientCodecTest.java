package io.wattle.protocols.dlms.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SuiteZero;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The client's codec against meters that have its keys, and against impostors that say yes to everything. */
class ClientCodecTest {
    private static final byte[] TITLE = {'M', 'M', 'M', 0, 0, 0, 0, 1};
    private static final byte[] CHALLENGE = {8, 7, 6, 5, 4, 3, 2, 1};
    private static final GlobalKeys KEYS = keys(1, 2);
    private static final byte[] GET = {(byte) 0xC0, 1, (byte) 0xC1, 0, 1, 0, 0, 96, 1, 0, (byte) 0xFF, 2, 0};

    @Test
    void shouldAssociateWithAMeterThatHasOurKeys() {
        ClientCodec codec = associated();
        codec.prove();
        assertThat(codec.acceptProof(proof(KEYS, codec.challenge()))).isTrue();
    }

    @Test
    void shouldNotAssociateWithAMeterThatHasAnotherKey() {
        for (GlobalKeys other : List.of(keys(9, 2), keys(1, 9))) {
            ClientCodec codec = codec();
            codec.associate();
            assertThat(codec.acceptAssociation(accepted(other))).isFalse();
        }
    }

    @Test
    void shouldNotBelieveAProofOfAnotherChallengeOrKey() {
        ClientCodec codec = associated();
        codec.prove();
        assertThat(codec.acceptProof(proof(KEYS, CHALLENGE))).isFalse();
        assertThat(codec.acceptProof(proof(keys(1, 9), codec.challenge()))).isFalse();
        assertThat(codec.acceptProof(new byte[0])).isFalse();
    }

    @Test
    void shouldNotAssociateWithoutServicesOrOnAnotherApduThanInitiateResponse() {
        for (byte[] plain : List.of(new Initiate(0, 1_024).writeResponse(), new byte[] {0x0E, 1, 2, 3})) {
            ClientCodec codec = codec();
            codec.associate();
            assertThat(codec.acceptAssociation(accepted(KEYS, plain))).isFalse();
        }
    }

    @Test
    void shouldMakeNothingWithoutACounter() {
        ClientCodec codec = associated();
        codec.useCounters(4_294_967_294L, 1);
        assertThatExceptionOfType(CountersUsedUpException.class).isThrownBy(codec::prove);
        codec.seal(GET);
        assertThat(codec.countersLeft()).isZero();
        assertThatExceptionOfType(CountersUsedUpException.class).isThrownBy(() -> codec.seal(GET));
        assertThatExceptionOfType(CountersUsedUpException.class).isThrownBy(codec::associate);
    }

    @Property(tries = 200)
    void shouldOpenWhatCarriesTheMetersProtectionAndNothingElse(@ForAll @Size(max = 40) byte[] plain) {
        ClientCodec codec = associated();
        assertThat(codec.open(protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9, plain)).orElseThrow()).isEqualTo(plain);
        assertThat(codec.open(protect(keys(9, 2), ApduTag.GLO_GET_RESPONSE, 9, plain))).isEmpty();
        assertThat(codec.open(plain)).isEmpty();
    }

    @Test
    void shouldOpenTheGeneralFormOfTheSameKey() {
        ClientCodec codec = associated();
        byte[] plain = ServiceResponse.get(1, new GetResult.Value(new CosemValue.Text("7")));
        byte[] general = new AxdrWriter().unsigned8(ApduTag.GENERAL_GLO_CIPHERING)
                .octets(TITLE)
                .octets(new SuiteZero(KEYS).protect(TITLE, 9, plain))
                .toByteArray();
        assertThat(codec.open(general).orElseThrow()).isEqualTo(plain);
    }

    private static ClientCodec codec() {
        ClientCodec codec = new DirectClientCodecs()
                .open(new AssociationPlan(1, 1, new byte[] {'W', 'T', 'L', 0, 0, 0, 0, 1}, Optional.of(KEYS), 1_024));
        codec.useCounters(100, 100);
        return codec;
    }

    private static ClientCodec associated() {
        ClientCodec codec = codec();
        codec.associate();
        assertThat(codec.acceptAssociation(accepted(KEYS))).isTrue();
        return codec;
    }

    private static AssociationResponse accepted(GlobalKeys keys) {
        return accepted(keys, new Initiate(Initiate.OFFERED_CONFORMANCE, 1_024).writeResponse());
    }

    private static AssociationResponse accepted(GlobalKeys keys, byte[] initiateResponse) {
        byte[] information = protect(keys, ApduTag.GLO_INITIATE_RESPONSE, 5, initiateResponse);
        return new AssociationResponse(3, AssociationResponse.ACCEPTED, AssociationResponse.AUTHENTICATION_REQUIRED, 5,
                Optional.of(TITLE), Optional.of(CHALLENGE), Optional.of(information));
    }

    private static byte[] proof(GlobalKeys keys, byte[] challenge) {
        return new SuiteZero(keys).proof(TITLE, 6, challenge);
    }

    private static byte[] protect(GlobalKeys keys, int tag, long counter, byte[] plain) {
        return new AxdrWriter().unsigned8(tag)
                .octets(new SuiteZero(keys).protect(TITLE, counter, plain))
                .toByteArray();
    }

    private static GlobalKeys keys(int encryption, int authentication) {
        byte[] first = new byte[16];
        byte[] second = new byte[16];
        Arrays.fill(first, (byte) encryption);
        Arrays.fill(second, (byte) authentication);
        return new GlobalKeys(first, second);
    }
}
