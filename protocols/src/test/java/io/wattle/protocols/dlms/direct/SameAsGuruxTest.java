package io.wattle.protocols.dlms.direct;

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
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.gurux.GuruxClientCodecs;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SuiteZero;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Our own codec and the one on Gurux, told the same and given the same: both make the same bytes and the same values. */
class SameAsGuruxTest {
    private static final byte[] TITLE = {'M', 'M', 'M', 0, 0, 0, 0, 1};
    private static final byte[] CHALLENGE = {8, 7, 6, 5, 4, 3, 2, 1};
    private static final CosemAttribute SERIAL = new CosemAttribute(1, "0.0.96.1.0.255", 2);
    private static final CosemMethod UPDATE = new CosemMethod(112, "0.0.19.10.0.255", 1);

    /** The two codecs, side by side; whatever is asked of them must give the same. */
    private static final class Pair {
        private final GlobalKeys keys = new GlobalKeys(filled(1), filled(2));
        private final boolean ciphered;
        private final ClientCodec gurux;
        private final ClientCodec direct;
        private long meterCounter = 1;
        private int invokeId;

        Pair(boolean ciphered, long first, int apduBytesMax) {
            this.ciphered = ciphered;
            AssociationPlan plan = new AssociationPlan(1, 1, new byte[] {'W', 'T', 'L', 0, 0, 0, 0, 1},
                    ciphered ? Optional.of(keys) : Optional.empty(), apduBytesMax);
            gurux = new GuruxClientCodecs().open(plan);
            direct = new DirectClientCodec(plan, gurux.challenge());
            gurux.useCounters(first, 256);
            direct.useCounters(first, 256);
        }

        byte[] same(java.util.function.Function<ClientCodec, byte[]> request) {
            byte[] expected = request.apply(gurux);
            assertThat(request.apply(direct)).isEqualTo(expected);
            assertThat(direct.countersLeft()).isEqualTo(gurux.countersLeft());
            return expected;
        }

        CodecReply sameReply(int tag, byte[] plain) {
            byte[] reply = ciphered ? protect(ApduTag.ciphered(tag), plain) : plain;
            CodecReply expected = gurux.accept(reply);
            CodecReply found = direct.accept(reply);
            if (expected instanceof CodecReply.More(byte[] next) && found instanceof CodecReply.More(byte[] own)) {
                assertThat(own).isEqualTo(next);
            } else {
                assertThat(found).isEqualTo(expected);
            }
            return expected;
        }

        Pair associated() {
            same(ClientCodec::associate);
            byte[] aare = aare(new Initiate(Initiate.OFFERED_CONFORMANCE, 1_024).writeResponse());
            assertThat(gurux.acceptAssociation(aare)).isTrue();
            assertThat(direct.acceptAssociation(aare)).isTrue();
            assertThat(direct.takesLists()).isEqualTo(gurux.takesLists());
            if (ciphered) {
                same(ClientCodec::prove);
                nextInvokeId();
                byte[] proof = new SuiteZero(keys).proof(TITLE, meterCounter++, direct.challenge());
                byte[] reply = protect(ApduTag.GLO_ACTION_RESPONSE,
                        ServiceResponse.act(invokeId, new GetResult.Value(new CosemValue.Octets(proof))));
                assertThat(gurux.acceptProof(reply)).isTrue();
                assertThat(direct.acceptProof(reply)).isTrue();
            }
            return this;
        }

        int nextInvokeId() {
            invokeId = (invokeId + 1) & 0x0F;
            return invokeId;
        }

        byte[] aare(byte[] initiateResponse) {
            return ciphered
                    ? new AssociationResponse(3, AssociationResponse.ACCEPTED,
                            AssociationResponse.AUTHENTICATION_REQUIRED, 5, Optional.of(TITLE), Optional.of(CHALLENGE),
                            Optional.of(protect(ApduTag.GLO_INITIATE_RESPONSE, initiateResponse))).write()
                    : new AssociationResponse(1, AssociationResponse.ACCEPTED, AssociationResponse.NO_DIAGNOSTIC, 0,
                            Optional.empty(), Optional.empty(), Optional.of(initiateResponse)).write();
        }

        byte[] protect(int tag, byte[] plain) {
            return new AxdrWriter().unsigned8(tag)
                    .octets(new SuiteZero(keys).protect(TITLE, meterCounter++, plain))
                    .toByteArray();
        }
    }

    @Property(tries = 60)
    void shouldAskTheSameInTheSameBytes(@ForAll boolean ciphered,
            @ForAll @LongRange(min = 0, max = 4_294_960_000L) long first,
            @ForAll @IntRange(min = 64, max = 65_535) int apduBytesMax,
            @ForAll("attributes") List<CosemAttribute> attributes, @ForAll("values") CosemValue value) {
        Pair pair = new Pair(ciphered, first, apduBytesMax).associated();
        for (int i = 0; i < 20; i++) { // invoke ids begin again behind 15
            pair.same(codec -> codec.get(attributes));
            pair.same(codec -> codec.set(attributes.getFirst(), value));
            pair.same(codec -> codec.act(UPDATE, value));
        }
        pair.same(ClientCodec::release);
    }

    @Property(tries = 100)
    void shouldReadTheSameFromTheSameBytes(@ForAll boolean ciphered, @ForAll("values") CosemValue value,
            @ForAll @Size(max = 60) byte[] whatever) {
        Pair pair = new Pair(ciphered, 1, 1_024).associated();
        GetResult result = new GetResult.Value(value);
        pair.same(codec -> codec.get(List.of(SERIAL)));
        assertThat(pair.sameReply(ApduTag.GET_RESPONSE, ServiceResponse.get(pair.nextInvokeId(), result)))
                .isInstanceOf(CodecReply.Results.class);
        pair.same(codec -> codec.get(List.of(SERIAL, SERIAL)));
        List<GetResult> list = List.of(new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED), result);
        assertThat(pair.sameReply(ApduTag.GET_RESPONSE, ServiceResponse.getList(pair.nextInvokeId(), list)))
                .isEqualTo(new CodecReply.Results(list));
        pair.same(codec -> codec.set(SERIAL, value));
        pair.sameReply(ApduTag.SET_RESPONSE, ServiceResponse.set(pair.nextInvokeId(), DataAccessResult.TYPE_UNMATCHED));
        pair.same(codec -> codec.get(List.of(SERIAL)));
        pair.sameReply(ApduTag.GET_RESPONSE, ServiceResponse.get(pair.invokeId, result)); // late: of the question before
        pair.sameReply(ApduTag.GET_RESPONSE, whatever);
    }

    @Property(tries = 40)
    void shouldAskForBlocksAlikeAndPutThemTogetherAlike(@ForAll boolean ciphered,
            @ForAll @Size(min = 1, max = 12) List<@Size(min = 1, max = 30) byte[]> parts) {
        Pair pair = new Pair(ciphered, 1, 1_024).associated();
        AxdrWriter whole = new AxdrWriter();
        parts.forEach(whole::bytes);
        byte[] value = new AxdrWriter().value(new CosemValue.Octets(whole.toByteArray())).toByteArray();
        pair.same(codec -> codec.get(List.of(SERIAL)));
        int invokeId = pair.nextInvokeId();
        List<byte[]> blocks = new ArrayList<>();
        for (int from = 0; from < value.length; from += 20) {
            blocks.add(Arrays.copyOfRange(value, from, Math.min(from + 20, value.length)));
        }
        CodecReply reply = new CodecReply.Malformed("nothing came");
        for (int i = 0; i < blocks.size(); i++) {
            reply = pair.sameReply(ApduTag.GET_RESPONSE,
                    ServiceResponse.getBlock(invokeId, i == blocks.size() - 1, i + 1, blocks.get(i)));
        }
        assertThat(reply).isEqualTo(new CodecReply.Results(
                List.of(new GetResult.Value(new CosemValue.Octets(whole.toByteArray())))));
    }

    @Test
    void shouldRefuseTheSame() {
        for (byte[] initiate : List.of(new Initiate(0, 1_024).writeResponse(), new byte[] {0x0E, 1, 2, 3})) {
            Pair pair = new Pair(true, 1, 1_024);
            pair.same(ClientCodec::associate);
            byte[] aare = pair.aare(initiate);
            assertThat(pair.gurux.acceptAssociation(aare)).isFalse();
            assertThat(pair.direct.acceptAssociation(aare)).isFalse();
        }
        Pair pair = new Pair(true, 1, 1_024).associated();
        byte[] foreign = new AxdrWriter().unsigned8(ApduTag.GLO_ACTION_RESPONSE)
                .octets(new SuiteZero(new GlobalKeys(filled(9), filled(2))).protect(TITLE, 99, new byte[] {1, 2, 3}))
                .toByteArray();
        assertThat(pair.direct.acceptProof(foreign)).isFalse();
        assertThat(pair.direct.accept(foreign)).isEqualTo(pair.gurux.accept(foreign));
        assertThat(pair.direct.acceptAssociation(new byte[] {1})).isFalse();
    }

    @Test
    void shouldMakeNoRequestWithoutACounter() {
        Pair pair = new Pair(true, 4_294_967_000L, 1_024).associated();
        pair.direct.useCounters(4_294_967_294L, 1);
        pair.direct.get(List.of(SERIAL));
        assertThat(pair.direct.countersLeft()).isZero();
        assertThatExceptionOfType(CountersUsedUpException.class)
                .isThrownBy(() -> pair.direct.get(List.of(SERIAL)));
        assertThat(pair.direct.accept(pair.protect(ApduTag.GLO_GET_RESPONSE,
                ServiceResponse.getBlock(2, false, 1, new byte[] {1})))).isInstanceOf(CodecReply.Malformed.class);
    }

    @Provide
    Arbitrary<List<CosemAttribute>> attributes() {
        return Arbitraries
                .of(SERIAL, new CosemAttribute(3, "1.0.1.8.0.255", 2), new CosemAttribute(8, "0.0.1.0.0.255", 2),
                        new CosemAttribute(7, "1.0.99.1.0.255", 2), new CosemAttribute(112, "0.0.19.10.0.255", 2))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<CosemValue> values() {
        return Arbitraries.of(new CosemValue.Octets(filled(7)), new CosemValue.Text("7"), new CosemValue.Bool(true),
                new Whole(Whole.Type.INT8, -1), new Whole(Whole.Type.INT16, -300), new Whole(Whole.Type.INT32, 70_000),
                new Whole(Whole.Type.INT64, 1L << 40), new Whole(Whole.Type.UINT8, 200),
                new Whole(Whole.Type.UINT16, 60_000), new Whole(Whole.Type.UINT32, 4_000_000_000L),
                new Whole(Whole.Type.ENUM, 3));
    }

    private static byte[] filled(int with) {
        byte[] key = new byte[16];
        Arrays.fill(key, (byte) with);
        return key;
    }
}
