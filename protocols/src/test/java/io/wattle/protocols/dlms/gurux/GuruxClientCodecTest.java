package io.wattle.protocols.dlms.gurux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
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
class GuruxClientCodecTest {
    private static final byte[] TITLE = {'M', 'M', 'M', 0, 0, 0, 0, 1};
    private static final byte[] CHALLENGE = {8, 7, 6, 5, 4, 3, 2, 1};
    private static final GlobalKeys KEYS = keys(1, 2);
    private static final CosemAttribute SERIAL = new CosemAttribute(1, "0.0.96.1.0.255", 2);

    @Test
    void shouldAssociateWithAMeterThatHasOurKeys() {
        ClientCodec codec = associated();
        codec.prove();
        assertThat(codec.acceptProof(proof(KEYS, codec.challenge()))).isTrue();
    }

    @Test
    void shouldNotAssociateWithAMeterThatHasAnotherEncryptionKey() {
        ClientCodec codec = codec();
        codec.associate();
        assertThat(codec.acceptAssociation(accepted(keys(9, 2)))).isFalse();
    }

    @Test
    void shouldNotAssociateWithAMeterThatHasAnotherAuthenticationKey() {
        ClientCodec codec = codec();
        codec.associate();
        assertThat(codec.acceptAssociation(accepted(keys(1, 9)))).isFalse();
    }

    @Test
    void shouldNotBelieveAProofOfAnotherChallengeOrKey() {
        ClientCodec codec = associated();
        codec.prove();
        assertThat(codec.acceptProof(proof(KEYS, CHALLENGE))).isFalse();
        assertThat(codec.acceptProof(proof(keys(1, 9), codec.challenge()))).isFalse();
        byte[] refused = protect(KEYS, ApduTag.GLO_ACTION_RESPONSE, 9,
                ServiceResponse.act(0x41, DataAccessResult.READ_WRITE_DENIED));
        assertThat(codec.acceptProof(refused)).isFalse();
    }

    @Test
    void shouldRefuseALateReplyByItsInvokeId() {
        ClientCodec codec = proved();
        codec.get(List.of(SERIAL)); // invoke id 2: the proof had 1
        byte[] late = protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9, value(0x41));
        byte[] right = protect(KEYS, ApduTag.GLO_GET_RESPONSE, 10, value(0x42));
        assertThat(codec.accept(late)).isEqualTo(new CodecReply.Malformed("invoke id must be 2, was 1"));
        assertThat(codec.accept(right)).isEqualTo(new CodecReply.Results(
                List.of(new GetResult.Value(new CosemValue.Text("7")))));
    }

    @Test
    void shouldKeepEachResultOfAListInItsPlace() {
        ClientCodec codec = proved();
        codec.get(List.of(SERIAL, SERIAL));
        List<GetResult> results = List.of(new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED),
                new GetResult.Value(new CosemValue.Bool(true)));
        assertThat(codec.accept(
                protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9, ServiceResponse.getList(0x42, results))))
                .isEqualTo(new CodecReply.Results(results));
    }

    @Test
    void shouldMakeNoRequestWithoutACounter() {
        ClientCodec codec = codec();
        codec.useCounters(4_294_967_294L, 1);
        codec.associate();
        assertThat(codec.countersLeft()).isZero();
        assertThatExceptionOfType(CountersUsedUpException.class).isThrownBy(codec::associate);
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
    void shouldKeepTheInvokeIdWhileBlocksFollow() {
        ClientCodec codec = proved();
        codec.get(List.of(SERIAL));
        CodecReply first = codec.accept(block(1, new byte[] {9, 2}));
        assertThat(first).isInstanceOf(CodecReply.More.class);
        assertThat(codec.accept(protect(KEYS, ApduTag.GLO_GET_RESPONSE, 10,
                ServiceResponse.getBlock(0x42, true, 2, new byte[] {'4', '2'}))))
                .isEqualTo(new CodecReply.Results(
                        List.of(new GetResult.Value(new CosemValue.Octets(new byte[] {'4', '2'})))));
    }

    @Test
    void shouldTakeNoBlockThatBringsNothing() {
        ClientCodec codec = proved();
        codec.get(List.of(SERIAL));
        assertThat(codec.accept(block(1, new byte[0]))).isInstanceOf(CodecReply.Malformed.class);
    }

    @Test
    void shouldEndATransferOfTooManyBlocksAndOfTooFewCounters() {
        ClientCodec codec = proved();
        codec.useCounters(10_000, 10_000);
        codec.get(List.of(SERIAL));
        for (int number = 1; number <= 4_096; number++) {
            assertThat(codec.accept(block(number, new byte[] {0}))).isInstanceOf(CodecReply.More.class);
        }
        assertThat(codec.accept(block(4_097, new byte[] {0}))).isInstanceOf(CodecReply.Malformed.class);
        codec.useCounters(30_000, 2);
        codec.get(List.of(SERIAL));
        byte[] reply = protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9,
                ServiceResponse.getBlock(0x43, false, 1, new byte[] {0}));
        assertThat(codec.accept(reply)).isInstanceOf(CodecReply.More.class);
        byte[] next = protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9,
                ServiceResponse.getBlock(0x43, false, 2, new byte[] {0}));
        assertThat(codec.accept(next)).isInstanceOf(CodecReply.Malformed.class);
    }

    @Property(tries = 200)
    void shouldSurviveWhateverCarriesOurProtection(@ForAll @Size(max = 40) byte[] plain) {
        ClientCodec codec = proved();
        codec.get(List.of(SERIAL));
        assertThat(codec.accept(protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9, plain)))
                .isInstanceOfAny(CodecReply.Malformed.class, CodecReply.Results.class);
        assertThat(codec.accept(plain)).isInstanceOf(CodecReply.Untrusted.class);
    }

    private static ClientCodec codec() {
        ClientCodec codec = new GuruxClientCodecs()
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

    private static ClientCodec proved() {
        ClientCodec codec = associated();
        codec.prove();
        assertThat(codec.acceptProof(proof(KEYS, codec.challenge()))).isTrue();
        return codec;
    }

    private static byte[] block(int number, byte[] bytes) {
        return protect(KEYS, ApduTag.GLO_GET_RESPONSE, 9, ServiceResponse.getBlock(0x42, false, number, bytes));
    }

    private static byte[] accepted(GlobalKeys keys) {
        return accepted(keys, new Initiate(Initiate.OFFERED_CONFORMANCE, 1_024).writeResponse());
    }

    private static byte[] accepted(GlobalKeys keys, byte[] initiateResponse) {
        byte[] information = protect(keys, ApduTag.GLO_INITIATE_RESPONSE, 5, initiateResponse);
        return new AssociationResponse(3, AssociationResponse.ACCEPTED, AssociationResponse.AUTHENTICATION_REQUIRED, 5,
                Optional.of(TITLE), Optional.of(CHALLENGE), Optional.of(information)).write();
    }

    private static byte[] proof(GlobalKeys keys, byte[] challenge) {
        byte[] proof = new SuiteZero(keys).proof(TITLE, 6, challenge);
        return protect(KEYS, ApduTag.GLO_ACTION_RESPONSE, 7,
                ServiceResponse.act(0x41, new GetResult.Value(new CosemValue.Octets(proof))));
    }

    private static byte[] value(int invokeId) {
        return ServiceResponse.get(invokeId, new GetResult.Value(new CosemValue.Text("7")));
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
