package io.wattle.protocols.dlms.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.AccessRequest;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequestWriter;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.cosem.Selection;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Laws of the services' APDUs and of exchanges in blocks; and whatever comes, they end. */
class ServiceLawsTest {
    private static final CosemAttribute DAYS = new CosemAttribute(11, "0.0.11.0.0.255", 2);
    private static final CosemMethod BLOCK = new CosemMethod(18, "0.0.44.0.0.255", 2);

    @Property(tries = 300)
    void shouldReadBackEveryRequestItWrites(@ForAll("requests") ServiceRequest request) {
        assertThat(ServiceRequest.read(ServiceRequestWriter.write(request))).isEqualTo(request);
    }

    @Property(tries = 200)
    void shouldBringALongRequestWholeInBlocksOfAnySize(@ForAll @Size(max = 3_000) byte[] bytes, @ForAll boolean set,
            @ForAll @IntRange(min = 40, max = 1_000) int apduBytes) {
        CosemValue value = new CosemValue.Octets(bytes);
        ServiceRequest request = set ? new ServiceRequest.Set(5, DAYS, value) : new ServiceRequest.Act(5, BLOCK, value);
        ServiceExchange exchange = new ServiceExchange(request, apduBytes);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        byte[] sent = ((ServiceStep.Send) exchange.begin()).plain();
        if (!(ServiceRequest.read(sent) instanceof ServiceRequest.FirstBlock first)) {
            assertThat(ServiceRequest.read(sent)).isEqualTo(request);
            return;
        }
        assertThat(sent.length).isLessThanOrEqualTo(apduBytes);
        values.writeBytes(first.block().bytes());
        long number = 1;
        boolean last = first.block().last();
        while (!last) {
            ServiceStep step = exchange.accept(ServiceResponse.tookBlock(first.tag(), 5, number));
            byte[] next = ((ServiceStep.Send) step).plain();
            assertThat(next.length).isLessThanOrEqualTo(apduBytes);
            ServiceRequest.NextBlock block = (ServiceRequest.NextBlock) ServiceRequest.read(next);
            number++;
            assertThat(block.block().number()).isEqualTo(number);
            values.writeBytes(block.block().bytes());
            last = block.block().last();
        }
        assertThat(ServiceRequest.read(ServiceRequestWriter.assembled(first, values.toByteArray()))).isEqualTo(request);
    }

    @Property(tries = 100)
    void shouldPutAReplyTogetherOfBlocksOfAnySize(@ForAll @Size(max = 2_000) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 300) int blockBytes) {
        CosemValue value = new CosemValue.Octets(bytes);
        byte[] whole = new AxdrWriter().value(value).toByteArray();
        ServiceExchange exchange = new ServiceExchange(new ServiceRequest.Get(3, DAYS), 200);
        exchange.begin();
        ServiceStep step = new ServiceStep.Send(new byte[0]);
        long number = 0;
        for (int at = 0; at < whole.length; at += blockBytes) {
            number++;
            byte[] block = Arrays.copyOfRange(whole, at, Math.min(whole.length, at + blockBytes));
            step = exchange.accept(ServiceResponse.getBlock(3, at + blockBytes >= whole.length, number, block));
        }
        assertThat(step).isEqualTo(new ServiceStep.Ended(
                new ServiceReply.Got(3, List.of(new GetResult.Value(value)))));
    }

    @Property(tries = 1_000)
    void shouldMakeSomethingOfWhateverComes(@ForAll @Size(max = 60) byte[] bytes,
            @ForAll("kinds") byte[] head) {
        byte[] apdu = new AxdrWriter().bytes(head).bytes(bytes).toByteArray();
        ServiceExchange exchange = new ServiceExchange(new ServiceRequest.Get(1, DAYS), 100);
        exchange.begin();
        assertThat(exchange.accept(apdu)).isNotNull();
        assertThat(ServiceRequest.read(apdu)).isNotNull();
    }

    @Property(tries = 100)
    void shouldCutListsIntoPortionsThatFitAndLoseNothing(
            @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 90) Integer> items,
            @ForAll @IntRange(min = 20, max = 400) int bytesMax) {
        List<List<Integer>> portions = Portions.of(items, bytesMax, item -> item);
        assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(items);
        assertThat(portions).allMatch(portion -> portion.size() == 1
                || 4 + portion.stream().mapToInt(Integer::intValue).sum() <= bytesMax);
    }

    @Test
    void shouldReadACompactArrayAndSurviveATypeThatNobodyKnows() {
        // compact-array of structures {uint16, octet-string of one byte}, two items
        byte[] compact = HexFormat.of()
                .parseHex("C401C100" + "13" + "020212" + "09" + "08" + "0001" + "0141" + "0002" + "0142");
        ServiceReply reply = ServiceReply.read(compact);
        assertThat(reply).isEqualTo(new ServiceReply.Got(0xC1, List.of(new GetResult.Value(new CosemValue.Array(List.of(
                structure(new Whole(Whole.Type.UINT16, 1), new CosemValue.Octets(new byte[] {'A'})),
                structure(new Whole(Whole.Type.UINT16, 2), new CosemValue.Octets(new byte[] {'B'}))))))));
        // a list of three results, the second of an unknown type 99
        byte[] list = HexFormat.of().parseHex("C403C103" + "001105" + "0063ABCD");
        assertThat(ServiceReply.read(list)).isEqualTo(new ServiceReply.Got(0xC1, List.of(
                new GetResult.Value(new Whole(Whole.Type.UINT8, 5)),
                new GetResult.Value(new CosemValue.Raw(99, new byte[] {(byte) 0xAB, (byte) 0xCD})),
                new GetResult.Refusal(DataAccessResult.OTHER_REASON))));
    }

    @Provide
    Arbitrary<byte[]> kinds() {
        return Combinators.combine(
                Arbitraries.of(ApduTag.GET_RESPONSE, ApduTag.SET_RESPONSE, ApduTag.ACTION_RESPONSE, ApduTag.GET_REQUEST,
                        ApduTag.SET_REQUEST, ApduTag.ACTION_REQUEST, ApduTag.ACCESS_REQUEST, ApduTag.ACCESS_RESPONSE),
                Arbitraries.integers().between(0, 7))
                .as((tag, kind) -> new byte[] {tag.byteValue(), kind.byteValue(), 1});
    }

    @Provide
    Arbitrary<ServiceRequest> requests() {
        Arbitrary<CosemValue> values = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(40)
                .map(CosemValue.Octets::new);
        Arbitrary<Query> queries = values.map(value -> new Query(DAYS, Optional.of(new Selection(2, value))));
        return Arbitraries.oneOf(queries.map(query -> new ServiceRequest.Get(1, query)),
                queries.list().ofMinSize(1).ofMaxSize(9).map(list -> new ServiceRequest.GetList(2, list)),
                Arbitraries.longs().between(1, 0xFFFF_FFFFL).map(number -> new ServiceRequest.GetNext(3, number)),
                values.map(value -> new ServiceRequest.Set(4, DAYS, value)),
                values.map(value -> new ServiceRequest.SetList(5, List.of(DAYS, DAYS), List.of(value, value))),
                values.map(value -> new ServiceRequest.Act(6, BLOCK, value)),
                values.map(value -> new ServiceRequest.ActList(7, List.of(BLOCK), List.of(value))),
                values.map(value -> new ServiceRequest.Access(new AccessRequest(AccessRequest.CONFIRMED | 8, List.of(
                        new AccessRequest.Step.Get(new Query(DAYS, Optional.of(new Selection(1, value)))),
                        new AccessRequest.Step.Set(DAYS, value), new AccessRequest.Step.Act(BLOCK, value))))));
    }

    private static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }
}
