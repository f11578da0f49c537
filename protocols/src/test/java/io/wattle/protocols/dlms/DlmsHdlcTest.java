package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.serial.TcpLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same associations as over the wrapper, over HDLC: real sockets, our client and our meters. */
class DlmsHdlcTest {
    private static final HdlcSettings METERS = HdlcSettings.defaults();

    private DlmsBench bench = DlmsBench.hdlc(METERS);

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"'&frame=32&window=1',128,1", "'&frame=32&window=3',2030,7", "'&frame=2030&window=7',64,2",
            "'&width=4',512,1", "'',512,1"})
    void shouldReadAndLoadWhateverSizesAreAgreed(String more, int meterBytes, int meterWindow) {
        bench.close();
        bench = DlmsBench.hdlc(METERS.withSizes(meterBytes, meterWindow));
        bench.meter(5).values.put(MeterModel.electricity().serialAttribute(),
                new CosemValue.Octets(Arrays.copyOf("SN5".getBytes(StandardCharsets.US_ASCII), 200)));
        CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Energy(700));
        try (MeterLink link = bench.link(bench.address(5, more))) {
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Energy(5_000));
            assertThat(done(await(link.loadCredit(load))).balanceAfter()).isEqualTo(new MeterQuantity.Energy(5_700));
        }
        assertThat(bench.connector.hdlcCounts().repeats()).isZero();
    }

    @Test
    void shouldHoldOneConversationAtATimeOnALine() {
        List<MeterAddress> meters = IntStream.rangeClosed(1, 20).mapToObj(number -> {
            bench.meter(number);
            return bench.address(number, "");
        }).toList();
        List<CompletionStage<Outcome<MeterReading>>> readings = meters.stream()
                .map(address -> bench.connector.open(address).thenCompose(opened -> {
                    MeterLink link = done(opened);
                    return link.read().whenComplete((_, _) -> link.close());
                }))
                .toList();
        assertThat(readings).extracting(reading -> done(await(reading)).meterSerial())
                .containsExactlyElementsOf(meters.stream().map(MeterAddress::meterSerial).toList());
    }

    @Test
    void shouldSayThatNoMeterIsOnTheLineAndFreeIt() {
        MeterAddress nobody = bench.address(99, "&auth=none&response=100&tries=2");
        Outcome<MeterLink> outcome = await(bench.connector.open(nobody));
        assertThat(outcome).isEqualTo(Outcome.refused(Refusal.UNREACHABLE, "no answer to SNRM after 2 tries"));

        bench.meter(5);
        try (MeterLink link = bench.link(5)) {
            done(await(link.read()));
        }
    }

    @Test
    void shouldNotLetAClosedLinkBeAskedOn() {
        bench.meter(5);
        MeterLink link = bench.link(5);
        link.close();
        link.close();
        assertThat(await(link.read())).isNotInstanceOf(Outcome.Done.class);
        try (MeterLink next = bench.link(5)) {
            done(await(next.read()));
        }
    }

    @Test
    void shouldSayUnknownWhenTheLineIsCut() throws IOException {
        try (ServerSocket gateway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<Outcome<MeterLink>> open = bench.connector.open(new MeterAddress("SN5",
                    URI.create("dlms+hdlc://127.0.0.1:" + gateway.getLocalPort() + "?auth=none&response=50&tries=1")));
            try (Socket line = gateway.accept()) {
                line.getInputStream().readNBytes(20);
            }
            assertThat(await(open)).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void shouldSpeakOverALineThatSomebodyElseOpens() throws IOException {
        bench.meter(5);
        MeterAddress address = new MeterAddress("SN5", URI.create("dlms+serial:probe?address=20"));
        CompletionStage<Outcome<MeterLink>> open = bench.connector.open(address,
                () -> new TcpLine(new Socket(InetAddress.getLoopbackAddress(), bench.server.port())));
        try (MeterLink link = done(await(open))) {
            assertThat(done(await(link.read())).meterSerial()).isEqualTo("SN5");
        }
    }

    @Test
    void shouldSayWhyALineCannotBeOpened() {
        MeterAddress address = new MeterAddress("SN5", URI.create("dlms+serial:/dev/wattle-no-such-port"));
        bench.meter(5);
        assertThat(await(bench.connector.open(address)).toString()).contains("UNREACHABLE",
                "/dev/wattle-no-such-port");
    }

    @Test
    void shouldSayUnknownWhenTheMeterAnswersThePollsButNotTheQuestion() {
        bench.close();
        bench = new DlmsBench(DlmsBench.settings(), DlmsServerSettings.defaults().withHdlc(METERS),
                (_, reply) -> reply == 3 ? WireFault.HANG : WireFault.NONE);
        bench.meter(5);
        bench.counters.next.put("SN5/1", 1L);
        try (MeterLink link = bench.link(5)) {
            done(await(link.read()));
            assertThat(await(link.read())).isEqualTo(Outcome.unknown(Cause.TIMEOUT, "no answer within 1500 ms"));
        }
    }
}
