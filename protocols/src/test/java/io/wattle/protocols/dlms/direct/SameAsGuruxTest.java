package io.wattle.protocols.dlms.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.gurux.GuruxReference;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SuiteZero;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ServiceStep;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our client and the Gurux library's, told the same and given the same: both make the same bytes and the same values. */
class SameAsGuruxTest {
    private static final byte[] TITLE = {'M', 'M', 'M', 0, 0, 0, 0, 1};
    private static final byte[] CHALLENGE = {8, 7, 6, 5, 4, 3, 2, 1};
    private static final CosemAttribute SERIAL = new CosemAttribute(1, "0.0.96.1.0.255", 2);
    private static final CosemMethod UPDATE = new CosemMethod(112, "0.0.19.10.0.255", 1);
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);

    /** The two clients, side by side; whatever is asked of them must give the same. */
    private static final class Pair {
        private final GlobalKeys keys = new GlobalKeys(filled(1), filled(2));
        private final boolean ciphered;
        private final GuruxReference gurux;
        private final DirectClientCodec direct;
        private ServiceExchange exchange = new ServiceExchange(new ServiceRequest.GetNext(0, 1), 1_024);
        private long meterCounter = 1;
        private int invokeId;

        Pair(boolean ciphered, long first, int apduBytesMax) {
            this.ciphered = ciphered;
            AssociationPlan plan = new AssociationPlan(1, 1, new byte[] {'W', 'T', 'L', 0, 0, 0, 0, 1},
                    ciphered ? Optional.of(keys) : Optional.empty(), apduBytesMax);
            gurux = new GuruxReference(plan);
            direct = new DirectClientCodec(plan, gurux.challenge());
            gurux.useCounters(first);
            direct.useCounters(first, 256);
            assertThat(direct.associate()).isEqualTo(gurux.associate());
        }

        /** Asked by us as a service, and of the library in its own words. */
        void same(ServiceRequest request, byte[] expected) {
            exchange = new ServiceExchange(request, 60_000);
            assertThat(direct.seal(((ServiceStep.Send) exchange.begin()).plain())).isEqualTo(expected);
        }

        void get(List<CosemAttribute> attributes) {
            int id = nextInvokeId();
            same(attributes.size() == 1
                    ? new ServiceRequest.Get(id, attributes.getFirst())
                    : new ServiceRequest.GetList(id, attributes.stream().map(Query::new).toList()),
                    gurux.get(attributes));
        }

        /** Our reading of a reply that the library takes, too. */
        ServiceStep reply(byte[] plain) {
            byte[] reply = ciphered ? protect(ApduTag.ciphered(plain[0] & 0xFF), plain) : plain;
            gurux.take(reply);
            return exchange.accept(direct.open(reply).orElseThrow());
        }

        Pair associated() throws Exception {
            byte[] aare = aare(new Initiate(Initiate.OFFERED_CONFORMANCE, 1_024).writeResponse());
            assertThat(direct.acceptAssociation(AssociationResponse.read(aare).orElseThrow())).isTrue();
            assertThat(gurux.accepted(aare)).isEqualTo(direct.agreed());
            if (ciphered) {
                same(new ServiceRequest.Act(nextInvokeId(), REPLY_TO_HLS, new CosemValue.Octets(direct.prove())),
                        gurux.prove());
                byte[] proof = new SuiteZero(keys).proof(TITLE, meterCounter++, direct.challenge());
                byte[] reply = protect(ApduTag.GLO_ACTION_RESPONSE,
                        ServiceResponse.act(invokeId, new GetResult.Value(new CosemValue.Octets(proof))));
                gurux.acceptProof(reply);
                assertThat(direct.acceptProof(proof)).isTrue();
                assertThat(direct.countersLeft()).isEqualTo(256 - 3);
            }
            return this;
        }

        int nextInvokeId() {
            invokeId = 0xC0 | (invokeId + 1 & 0x0F);
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
            @ForAll("attributes") List<CosemAttribute> attributes, @ForAll("values") CosemValue value)
            throws Exception {
        Pair pair = new Pair(ciphered, first, apduBytesMax).associated();
        for (int i = 0; i < 20; i++) { // invoke ids begin again behind 15
            pair.get(attributes);
            pair.same(new ServiceRequest.Set(pair.nextInvokeId(), attributes.getFirst(), value),
                    pair.gurux.set(attributes.getFirst(), value));
            pair.same(new ServiceRequest.Act(pair.nextInvokeId(), UPDATE, value), pair.gurux.act(UPDATE, value));
        }
        assertThat(AssociationRequest.release()).isEqualTo(pair.gurux.release());
        assertThat(ciphered ? 256 - pair.direct.countersLeft() : 0).isEqualTo(pair.gurux.counter() - first);
    }

    @Property(tries = 100)
    void shouldReadTheSameFromTheSameBytes(@ForAll boolean ciphered, @ForAll("values") CosemValue value)
            throws Exception {
        Pair pair = new Pair(ciphered, 1, 1_024).associated();
        pair.get(List.of(SERIAL));
        assertThat(pair.reply(ServiceResponse.get(pair.invokeId, new GetResult.Value(value))))
                .isEqualTo(got(pair.invokeId, new GetResult.Value(value)));
        assertThat(pair.gurux.value()).satisfies(read -> isThe(read, value));
        pair.get(List.of(SERIAL));
        GetResult refusal = new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED);
        assertThat(pair.reply(ServiceResponse.get(pair.invokeId, refusal))).isEqualTo(got(pair.invokeId, refusal));
        assertThat(pair.gurux.error()).isEqualTo(DataAccessResult.OBJECT_UNDEFINED.code());
        pair.same(new ServiceRequest.Set(pair.nextInvokeId(), SERIAL, value), pair.gurux.set(SERIAL, value));
        assertThat(pair.reply(ServiceResponse.set(pair.invokeId, DataAccessResult.TYPE_UNMATCHED)))
                .isEqualTo(new ServiceStep.Ended(new ServiceReply.Acted(pair.invokeId,
                        DataAccessResult.TYPE_UNMATCHED, Optional.empty())));
        assertThat(pair.gurux.error()).isEqualTo(DataAccessResult.TYPE_UNMATCHED.code());
    }

    @Property(tries = 40)
    void shouldAskForBlocksAlikeAndPutThemTogetherAlike(@ForAll boolean ciphered,
            @ForAll @Size(min = 1, max = 300) byte[] bytes) throws Exception {
        Pair pair = new Pair(ciphered, 1, 1_024).associated();
        byte[] value = new AxdrWriter().value(new CosemValue.Octets(bytes)).toByteArray();
        pair.get(List.of(SERIAL));
        for (int from = 0, number = 1; from < value.length; from += 20, number++) {
            boolean last = from + 20 >= value.length;
            byte[] block = Arrays.copyOfRange(value, from, Math.min(from + 20, value.length));
            ServiceStep step = pair.reply(ServiceResponse.getBlock(pair.invokeId, last, number, block));
            if (last) {
                assertThat(step).isEqualTo(got(pair.invokeId, new GetResult.Value(new CosemValue.Octets(bytes))));
                assertThat(pair.gurux.value()).isEqualTo(bytes);
            } else {
                assertThat(step).isInstanceOfSatisfying(ServiceStep.Send.class,
                        send -> assertThat(pair.direct.seal(send.plain())).isEqualTo(pair.gurux.next()));
            }
        }
    }

    @Test
    void shouldRefuseTheSameLateReply() throws Exception {
        Pair pair = new Pair(true, 1, 1_024).associated();
        pair.get(List.of(SERIAL));
        byte[] late = ServiceResponse.get(pair.invokeId - 1, new GetResult.Value(new CosemValue.Text("7")));
        assertThat(pair.exchange.accept(late))
                .isEqualTo(new ServiceStep.Ended(new ServiceReply.Malformed("invoke id must be 2, was 1")));
        assertThatThrownBy(() -> pair.gurux.take(pair.protect(ApduTag.GLO_GET_RESPONSE, late)))
                .hasStackTraceContaining("Invalid invoke ID");
    }

    private static ServiceStep got(int invokeId, GetResult result) {
        return new ServiceStep.Ended(new ServiceReply.Got(invokeId, List.of(result)));
    }

    private static void isThe(@Nullable Object read, CosemValue value) {
        switch (value) {
            case Whole whole ->
                assertThat(((Number) Objects.requireNonNull(read)).longValue()).isEqualTo(whole.value());
            case CosemValue.Octets octets -> assertThat(read).isEqualTo(octets.bytes());
            case CosemValue.Text(String text, boolean _) -> assertThat(read).isEqualTo(text);
            case CosemValue.Bool(boolean bool) -> assertThat(read).isEqualTo(bool);
            case CosemValue.Null _,CosemValue.Bits _,CosemValue.Array _,CosemValue.Structure _,CosemValue.DateTime _,CosemValue.Raw _ ->
                throw new IllegalArgumentException("not tried here: " + value);
        }
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
        return Arbitraries.of(new CosemValue.Octets(filled(7)), new CosemValue.Text("7"),
                new CosemValue.Text("7", true), new CosemValue.Bool(true),
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
