package io.wattle.protocols.dlms.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ShortAccess;
import io.wattle.protocols.dlms.apdu.ShortReply;
import io.wattle.protocols.dlms.apdu.ShortRequest;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Laws of the services by short names; and whatever comes, they end. */
class ShortLawsTest {
    private static final CosemAttribute REGISTER = new CosemAttribute(3, "1.0.1.8.0.255", 2);
    private static final ShortNames NAMES = ShortNames.ofAssociation(MethodOffsets.STANDARD)
            .with(new CosemValue.Array(List.of(entry(0x9000, 3, REGISTER), entry(0xFFF8, 8, REGISTER))))
            .orElseThrow();

    @Property(tries = 300)
    void shouldReadBackEveryRequestItWrites(@ForAll("requests") ShortRequest request) {
        assertThat(ShortRequest.read(request.write())).usingRecursiveComparison().isEqualTo(request);
    }

    @Property(tries = 300)
    void shouldReadBackEveryReplyItWrites(@ForAll("replies") ShortReply reply) {
        assertThat(ShortReply.read(reply.write())).usingRecursiveComparison().isEqualTo(reply);
    }

    @Property(tries = 1_000)
    void shouldMakeSomethingOfWhateverComes(@ForAll @Size(max = 60) byte[] bytes,
            @ForAll @IntRange(min = 5, max = 14) int tag, @ForAll @IntRange(max = 3) int count) {
        byte[] apdu = new AxdrWriter().unsigned8(tag).unsigned8(count).bytes(bytes).toByteArray();
        ShortExchange exchange = new ShortExchange(NAMES, new ServiceRequest.Get(1, REGISTER), 100);
        exchange.begin();
        assertThat(exchange.accept(apdu)).isNotNull();
        assertThat(ShortRequest.read(apdu)).isNotNull();
        assertThat(ShortReply.readAssembled(bytes)).isNotNull();
    }

    @Property(tries = 200)
    void shouldBringALongRequestWholeInBlocksOfAnySize(@ForAll @Size(max = 3_000) byte[] bytes,
            @ForAll @IntRange(min = 40, max = 1_000) int apduBytes) {
        ServiceRequest request = new ServiceRequest.Set(5, REGISTER, new CosemValue.Octets(bytes));
        ShortExchange exchange = new ShortExchange(NAMES, request, apduBytes);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(ApduTag.WRITE_REQUEST);
        ServiceStep step = exchange.begin();
        for (int number = 1; step instanceof ServiceStep.Send(byte[] sent); number++) {
            assertThat(sent.length).isLessThanOrEqualTo(apduBytes);
            ShortRequest.Write write = (ShortRequest.Write) ShortRequest.read(sent);
            if (!(write.names().getFirst() instanceof ShortAccess.WriteBlock(boolean last, int found))) {
                all.reset();
                all.writeBytes(sent);
                break;
            }
            assertThat(found).isEqualTo(number);
            all.writeBytes(((CosemValue.Octets) write.values().getFirst()).bytes());
            step = last
                    ? exchange.accept(new ShortReply.Written(List.of(DataAccessResult.SUCCESS)).write())
                    : exchange.accept(new ShortReply.TookBlock(false, number).write());
        }
        assertThat(ShortRequest.read(all.toByteArray())).isEqualTo(new ShortRequest.Write(
                List.of(new ShortAccess.Variable(0x9008)), List.of(new CosemValue.Octets(bytes))));
    }

    @Property(tries = 100)
    void shouldPutAReplyTogetherOfBlocksOfAnySizeAndOfEitherForm(@ForAll @Size(max = 2_000) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 300) int blockBytes, @ForAll boolean bare) {
        GetResult value = new GetResult.Value(new CosemValue.Octets(bytes));
        byte[] list = new ShortReply.Values(List.of(value)).write();
        byte[] whole = bare
                ? new AxdrWriter().value(new CosemValue.Octets(bytes)).toByteArray()
                : Arrays.copyOfRange(list, 1, list.length);
        ShortExchange exchange = new ShortExchange(NAMES, new ServiceRequest.Get(3, REGISTER), 200);
        ServiceStep step = exchange.begin();
        int number = 0;
        for (int at = 0; at < whole.length; at += blockBytes) {
            assertThat(step).isInstanceOf(ServiceStep.Send.class);
            number++;
            step = exchange.accept(new ShortReply.Block(at + blockBytes >= whole.length, number,
                    Arrays.copyOfRange(whole, at, Math.min(whole.length, at + blockBytes))).write());
        }
        assertThat(step).isEqualTo(new ServiceStep.Ended(new ServiceReply.Got(3, List.of(value))));
    }

    /** The forms of IEC 62056-5-3, clause Abstract syntax: a Read of two names, one with parameters, and its answer. */
    @Test
    void shouldWriteAsTheStandardSays() {
        ShortRequest read = new ShortRequest.Read(List.of(new ShortAccess.Variable(0xFA08),
                new ShortAccess.Parameterised(0x9008, 2, new Whole(Whole.Type.UINT8, 7))));
        assertThat(HexFormat.of().formatHex(read.write())).isEqualTo("0502" + "02fa08" + "0490080211" + "07");
        ShortReply answer = new ShortReply.Values(List.of(new GetResult.Value(new Whole(Whole.Type.UINT16, 5)),
                new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED)));
        assertThat(HexFormat.of().formatHex(answer.write())).isEqualTo("0c02" + "00120005" + "0104");
        ShortRequest write = new ShortRequest.Write(List.of(new ShortAccess.Variable(0x9008)),
                List.of(new Whole(Whole.Type.INT8, -1)));
        assertThat(HexFormat.of().formatHex(write.write())).isEqualTo("0601" + "029008" + "01" + "0fff");
    }

    @Test
    void shouldFindShortNames() {
        assertThat(NAMES.of(REGISTER)).isEqualTo(OptionalInt.of(0x9008));
        assertThat(NAMES.of(new CosemMethod(3, REGISTER.name(), 1))).isEqualTo(OptionalInt.of(0x9028));
        assertThat(NAMES.of(new CosemAttribute(8, REGISTER.name(), 2))).as("beyond the last number").isEmpty();
        assertThat(NAMES.of(new CosemAttribute(1, REGISTER.name(), 2))).as("not in the list").isEmpty();
        assertThat(NAMES.of(ShortNames.REPLY_TO_HLS)).isEqualTo(OptionalInt.of(0xFA58));
        MethodOffsets given = MethodOffsets.parse("3:30,112:60");
        assertThat(given.of(3)).isEqualTo(OptionalInt.of(0x30));
        assertThat(given.of(112)).isEqualTo(OptionalInt.of(0x60));
        assertThat(given.of(115)).isEmpty();
        for (String bad : List.of("", "112", "112:61", "112:60,112:68", "112:0", "112:800", "x:60")) {
            assertThatIllegalArgumentException().isThrownBy(() -> MethodOffsets.parse(bad))
                    .withMessageStartingWith("methods must be class:offset");
        }
    }

    private static CosemValue entry(int base, int classId, CosemAttribute of) {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.INT16, (short) base),
                new Whole(Whole.Type.UINT16, classId), new Whole(Whole.Type.UINT8, 0),
                new CosemValue.Octets(of.name().bytes())));
    }

    @Provide
    Arbitrary<ShortRequest> requests() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 0xFFFF);
        Arbitrary<CosemValue> values = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(30)
                .map(CosemValue.Octets::new);
        Arbitrary<ShortAccess> names = Arbitraries.oneOf(numbers.map(ShortAccess.Variable::new),
                Combinators.combine(numbers, values).as((name, value) -> new ShortAccess.Parameterised(name, 1, value)),
                numbers.map(ShortAccess.BlockNumber::new),
                numbers.map(number -> new ShortAccess.ReadBlock(true, number, new byte[] {1})),
                numbers.map(number -> new ShortAccess.WriteBlock(false, number)));
        return Arbitraries.oneOf(names.list().ofMaxSize(8).map(ShortRequest.Read::new),
                Combinators.combine(names, values)
                        .as((name, value) -> new ShortRequest.Write(
                                List.of(name, name), List.of(value, value))));
    }

    @Provide
    Arbitrary<ShortReply> replies() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 0xFFFF);
        Arbitrary<GetResult> results = Arbitraries.of(DataAccessResult.values())
                .<GetResult>map(GetResult.Refusal::new);
        return Arbitraries.oneOf(results.list().ofMaxSize(8).map(ShortReply.Values::new),
                Arbitraries.of(DataAccessResult.values()).list().ofMaxSize(8).map(ShortReply.Written::new),
                numbers.map(number -> new ShortReply.Block(false, number, new byte[] {1, 2})),
                numbers.map(number -> new ShortReply.TookBlock(true, number)),
                numbers.map(number -> new ShortReply.TookBlock(false, number)),
                Arbitraries.of(new ShortReply.Failed(5, 3, 2)));
    }
}
