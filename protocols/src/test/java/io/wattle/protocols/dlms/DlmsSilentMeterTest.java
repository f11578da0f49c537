package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static io.wattle.protocols.dlms.InboundMeters.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Meters that dial in and wait to be asked who they are, and those who do not deserve it. */
@Timeout(60)
class DlmsSilentMeterTest {
    /** AARE of a public client, by logical names, accepted; and its answer to a GET of one name, of six characters. */
    private static final String AARE = "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F04"
            + "00001E1D04000007";
    private static final String NAME = "C40181000906";

    private final InboundMeters meters = new InboundMeters(InboundMeters.soon());

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldAskASilentMeterWhoItIsAndKnowItByItsLogicalDeviceName() {
        meters.dialling(5, InboundMeters.SILENT);
        assertThat(meters.read(at(5, "LDN5?server=5")).meterSerial()).isEqualTo("SN5");
    }

    @Test
    void shouldKnowASilentMeterByItsSerialNumberAndHoldManyConversationsOnItsConnection() {
        meters.dialling(5, InboundMeters.SILENT);
        for (int conversation = 0; conversation < 5; conversation++) {
            assertThat(meters.read(at(5, "SN5?server=1")).meterSerial()).isEqualTo("SN5");
        }
        assertThat(meters.bench.connector.inboundConnections()).isEqualTo(1);
    }

    @Test
    void shouldAskOverHdlcWhoDoesNotAnswerOverTheWrapper() {
        meters.dialling(5, InboundMeters.SILENT.overHdlc(HdlcSettings.defaults()));
        for (int conversation = 0; conversation < 5; conversation++) {
            assertThat(meters.read(at(5, "LDN5?link=hdlc")).meterSerial()).isEqualTo("SN5");
        }
        CreditLoad load = new CreditLoad("order 1", new MeterQuantity.Energy(700));
        try (MeterLink link = meters.link(at(5, "LDN5?link=hdlc"))) {
            assertThat(done(await(link.loadCredit(load))).balanceAfter()).isEqualTo(new MeterQuantity.Energy(5_700));
        }
        assertThat(meters.bench.connector.inboundConnections()).isEqualTo(1);
    }

    @Test
    void shouldAskUnderTheHdlcAddressThatItIsTold() {
        InboundAsk ask = InboundMeters.soon()
                .withWays(List.of(DlmsAddress.way("hdlc&address=99&tries=1&response=100"),
                        DlmsAddress.way("hdlc&address=20&width=4")));
        try (InboundMeters others = new InboundMeters(ask)) {
            others.dialling(5, InboundMeters.SILENT.overHdlc(HdlcSettings.defaults()));
            assertThat(others.read(at(5, "SN5?link=hdlc&address=20")).meterSerial()).isEqualTo("SN5");
        }
    }

    @Test
    void shouldHangUpOnAMeterThatSaysNoName() {
        TestMeter meter = meters.meter(5);
        meter.values.remove(new CosemAttribute(1, "0.0.42.0.0.255", 2));
        meter.values.remove(MeterModel.electricity().serialAttribute());
        meters.bench.server.dialOut(meters.target(), meter, "SN5", InboundMeters.SILENT);
        Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 1);
        Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 0);
    }

    @Test
    void shouldHangUpOnWhoAnswersNothingInAnyWay() throws IOException {
        try (Socket silent = meters.dialIn()) {
            byte[] asked = silent.getInputStream().readAllBytes();
            assertThat(HexFormat.of().withUpperCase().formatHex(asked))
                    .startsWith("0001001000010") // the wrapper: from client 16 to server 1
                    .contains("60", "7EA0", "0321"); // AARQ; then HDLC to 1 from 16
        }
        Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 0);
    }

    @Test
    void shouldNotAskWhoSaysItOfItself() throws IOException {
        try (Socket modem = meters.dialIn()) {
            modem.getOutputStream().write(ModemMessage.login("SN5").write()); // without a wrapper
            byte[] answer = ModemMessage.login("SN5").answer();
            assertThat(modem.getInputStream().readNBytes(answer.length)).isEqualTo(answer);
            modem.setSoTimeout(500); // ten times as long as a silent one is left alone
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> modem.getInputStream().read());
        }
    }

    @Test
    void shouldKeepAMeterThatLogsInWhileItIsAsked() throws IOException {
        meters.meter(5);
        try (Socket modem = meters.dialIn()) {
            InboundMeters.frame(modem); // the question
            modem.getOutputStream().write(InboundMeters.wrapped(ModemMessage.login("SN5").write()));
            assertThat(InboundMeters.frame(modem)).isEqualTo(ModemMessage.login("SN5").answer());
            try (Socket meter = new Socket(InetAddress.getLoopbackAddress(),
                    meters.bench.server.port())) {
                InboundMeters.join(modem, meter);
                assertThat(meters.read(at(5, "SN5?server=5")).meterSerial()).isEqualTo("SN5");
            }
        }
    }

    @Test
    void shouldTakeTheNameOfAMeterThatDoesNotTakeLeave() throws IOException {
        meters.meter(5);
        try (Socket modem = meters.dialIn()) {
            answer(modem, "LDN5xx");
            try (Socket meter = new Socket(InetAddress.getLoopbackAddress(),
                    meters.bench.server.port())) {
                InboundMeters.join(modem, meter);
                assertThat(meters.read(at(5, "LDN5xx?server=5")).meterSerial()).isEqualTo("SN5");
            }
        }
    }

    @Test
    void shouldFindOutWhoAnswersWithAnotherMetersName() throws IOException {
        meters.dialling(5, InboundMeters.SILENT);
        meters.read(at(5, "SN5?server=5"));
        TestMeter impostor = new TestMeter(5, "SN5", DlmsBench.keys(9, 9));
        try (InboundMeters others = new InboundMeters(InboundMeters.soon())) {
            others.bench.devices.put(5, impostor);
            Duration minute = Duration.ofMinutes(1);
            others.bench.server.dialOut(meters.target(), impostor, "SN5", new ModemPlan(minute, minute).silently());
            Awaitility.await().until(() -> !impostor.reads.isEmpty()); // it gave its name
            Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 2);
            assertThat(await(meters.bench.connector.open(at(5, "SN5?server=5")))).as("it does not prove it")
                    .isNotInstanceOf(Outcome.Done.class);
            assertThat(meters.read(at(5, "SN5?server=5")).meterSerial()).isEqualTo("SN5");
            assertThat(meters.bench.connector.inboundConnections()).isEqualTo(1);
            assertThat(impostor.reads.stream().flatMap(List::stream).toList()).as("all that the public client asks")
                    .doesNotContain(MeterModel.electricity().registerAttribute());
        }
    }

    @Test
    void shouldNotClaimWhatIsAnsweredTooLate() throws IOException {
        InboundAsk wrapperOnly = InboundMeters.soon().withWays(List.of(InboundAsk.Way.WRAPPER));
        try (InboundMeters others = new InboundMeters(wrapperOnly); Socket modem = others.dialIn()) {
            others.meter(5);
            InboundMeters.frame(modem);
            assertThat(modem.getInputStream().read()).as("hung up").isEqualTo(-1);
            assertThat(await(others.bench.connector.open(at(5, "SN5")))).hasToString(
                    "Refused[reason=UNREACHABLE, detail=meter SN5 has not dialled in]");
        }
    }

    @Test
    void shouldHangUpOnWhoAnswersWithRubbishOrDripsHisAnswer() throws IOException {
        try (Socket rubbish = meters.dialIn(); Socket slow = meters.dialIn()) {
            InboundMeters.frame(rubbish);
            rubbish.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread drip = Thread.ofVirtual().start(() -> InboundMeters.drip(slow, answerTo(AARE)));
            assertThat(rubbish.getInputStream().readAllBytes()).isNotNull();
            Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 0);
            drip.interrupt();
        }
    }

    @Test
    void shouldAskSoManyOfAThousandAtOnceAndGoOnWhenTheyAreGone() throws IOException {
        int atOnce = 50;
        try (InboundMeters others = new InboundMeters(InboundMeters.soon()
                .withAtOnce(atOnce)
                .withTimes(Duration.ofMillis(20), Duration.ofSeconds(4)))) {
            List<Socket> silent = IntStream.range(0, 1_000).mapToObj(_ -> dial(others)).toList();
            Awaitility.await().until(() -> asked(silent) == atOnce);
            Awaitility.await().during(Duration.ofMillis(500)).until(() -> asked(silent) == atOnce);
            assertThat(others.bench.connector.inboundConnections()).isEqualTo(silent.size());
            for (Socket one : silent) {
                one.close();
            }
            others.dialling(5, InboundMeters.SILENT);
            Awaitility.await().untilAsserted(() -> others.read(at(5, "SN5?server=5")));
            assertThat(others.bench.connector.inboundConnections()).isEqualTo(1);
        }
    }

    private static long asked(List<Socket> connections) throws IOException {
        long count = 0;
        for (Socket one : connections) {
            count += one.getInputStream().available() > 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void shouldServeAMeterBehindOthersThatAnswerNothing() throws IOException {
        try (InboundMeters others = new InboundMeters(InboundMeters.soon()
                .withAtOnce(10)
                .withTimes(Duration.ofMillis(20), Duration.ofMillis(60))
                .withWays(List.of(InboundAsk.Way.WRAPPER)))) {
            List<Socket> silent = IntStream.range(0, 100).mapToObj(_ -> dial(others)).toList();
            others.dialling(5, InboundMeters.SILENT);
            Awaitility.await().untilAsserted(() -> others.read(at(5, "SN5?server=5")));
            Awaitility.await().until(() -> others.bench.connector.inboundConnections() == 1);
            for (Socket one : silent) {
                one.close();
            }
        }
    }

    @Test
    void shouldForgetWhoHangsUpWhileHeWaitsToBeAsked() throws IOException {
        InboundAsk one = InboundMeters.soon()
                .withAtOnce(1)
                .withTimes(Duration.ofMillis(20), Duration.ofMillis(900))
                .withWays(List.of(InboundAsk.Way.WRAPPER));
        try (InboundMeters others = new InboundMeters(one); Socket first = others.dialIn()) {
            InboundMeters.frame(first); // it has the one turn that there is
            for (int i = 0; i < 50; i++) {
                others.dialIn().close();
            }
            Awaitility.await().until(() -> others.bench.connector.inboundConnections() == 1);
            others.dialling(5, InboundMeters.SILENT);
            Awaitility.await().untilAsserted(() -> others.read(at(5, "SN5?server=5")));
        }
    }

    private static Socket dial(InboundMeters to) {
        try {
            return to.dialIn();
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /** Answers as a meter does that says its name and nothing else, not even farewell. */
    private static void answer(Socket modem, String name) throws IOException {
        InboundMeters.frame(modem);
        modem.getOutputStream().write(answerTo(AARE));
        InboundMeters.frame(modem);
        modem.getOutputStream()
                .write(answerTo(NAME + HexFormat.of()
                        .formatHex(name.getBytes(StandardCharsets.US_ASCII))));
        for (int refused = 0; refused < 2; refused++) {
            byte[] asked = InboundMeters.frame(modem);
            modem.getOutputStream().write(answerTo("C401" + HexFormat.of().toHexDigits(asked[2]) + "0103"));
        }
        InboundMeters.frame(modem);
    }

    private static byte[] answerTo(String apdu) {
        return InboundMeters.toPublicClient(HexFormat.of().parseHex(apdu));
    }
}
