package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequestWriter;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ServiceStep;
import io.wattle.protocols.meter.Outcome;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** ACTION in blocks, both ways: arguments that are longer than the meter's APDU, answers that are longer than ours. */
class DlmsActionBlocksTest {
    private static final CosemMethod ECHO = new CosemMethod(9_000, "0.0.128.1.0.255", 1);
    private static final int APDU_BYTES = 128;

    @Property(tries = 25)
    void shouldBringArgumentAndAnswerOfAnyLengthOnce(@ForAll @IntRange(min = 0, max = 1_500) int bytes) {
        try (DlmsBench bench = new DlmsBench(DlmsBench.settings().withFrameBytesMax(APDU_BYTES),
                DlmsServerSettings.defaults().withApduBytesMax(APDU_BYTES), WireFaults.NONE)) {
            AtomicInteger calls = new AtomicInteger();
            bench.meter(5).returning.put(ECHO, argument -> {
                calls.incrementAndGet();
                return argument;
            });
            CosemValue argument = new CosemValue.Octets(new byte[bytes]);
            try (CosemLink link = done(await(bench.connector.openCosem(bench.address(5, ""))))) {
                assertThat(done(await(link.call(new CosemLink.Call(ECHO, argument))))).isEqualTo(argument);
                assertThat(done(await(link.read())).relay()).isPresent(); // the conversation goes on
            }
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void shouldStandOnTheWireAsTheStandardHasIt() {
        // ACTION-Response-With-Pblock [2]: invoke id, last, number, raw data (IEC 62056-5-3, DataBlock-SA)
        byte[] block = ServiceResponse.actBlock(0xC1, true, 2, new byte[] {1, 2});
        assertThat(HexFormat.of().withUpperCase().formatHex(block)).isEqualTo("C702C101" + "00000002" + "020102");
        assertThat(ServiceReply.read(block)).isInstanceOf(ServiceReply.ActBlock.class);
        // ACTION-Request-Next-Pblock [2]: invoke id, number
        byte[] next = ServiceRequestWriter.write(new ServiceRequest.ActNext(0xC1, 2));
        assertThat(HexFormat.of().withUpperCase().formatHex(next)).isEqualTo("C302C1" + "00000002");
        assertThat(ServiceRequest.read(next)).isEqualTo(new ServiceRequest.ActNext(0xC1, 2));
    }

    @Test
    void shouldPutALongAnswerToAListTogether() {
        ServiceExchange exchange = new ServiceExchange(new ServiceRequest.ActList(0xC1, List.of(ECHO, ECHO),
                List.of(new CosemValue.Null(), new CosemValue.Null())), APDU_BYTES);
        exchange.begin();
        byte[] whole = {2, 0, 1, 0, 9, 2, 5, 6, 3, 0};
        assertThat(exchange.accept(ServiceResponse.actBlock(0xC1, false, 1, java.util.Arrays.copyOf(whole, 4))))
                .isInstanceOf(ServiceStep.Send.class);
        assertThat(exchange
                .accept(ServiceResponse.actBlock(0xC1, true, 2, java.util.Arrays.copyOfRange(whole, 4, whole.length))))
                .isInstanceOfSatisfying(ServiceStep.Ended.class, ended -> assertThat(ended.reply())
                        .isInstanceOfSatisfying(ServiceReply.ActedList.class,
                                list -> assertThat(list.results().stream().map(ServiceReply.Acted::result))
                                        .containsExactly(DataAccessResult.SUCCESS,
                                                DataAccessResult.READ_WRITE_DENIED)));
        assertThat(exchange.replyTag()).isEqualTo(ApduTag.ACTION_RESPONSE);
    }

    @Test
    void shouldNotTakeATransferThatTheMeterGaveUpForACallThatWasNotMade() {
        assertThat(Steps.<Boolean>notCarriedOut(DataAccessResult.of(15), "call")).isInstanceOf(Outcome.Unknown.class);
        assertThat(Steps.<Boolean>notCarriedOut(DataAccessResult.of(16), "call")).isInstanceOf(Outcome.Unknown.class);
    }
}
