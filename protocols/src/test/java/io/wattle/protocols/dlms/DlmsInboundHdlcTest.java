package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static io.wattle.protocols.dlms.InboundMeters.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.wattle.protocols.dlms.frame.Fcs16;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.ModemMessage;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Meters that dial in and speak HDLC there, which nobody asks who they are. */
@Timeout(60)
class DlmsInboundHdlcTest {
    private static final HdlcSettings HDLC = HdlcSettings.defaults();
    private static final ModemPlan MODEM = new ModemPlan(Duration.ofMillis(50), Duration.ofMillis(20)).overHdlc(HDLC);
    private static final String URI = "SN5?link=hdlc";

    private final InboundMeters meters = new InboundMeters(InboundSettings.on("127.0.0.1", 0)
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
            .withAsk(Optional.empty()));

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldHoldManyConversationsBetweenHeartbeatsOverOneConnection() {
        meters.dialling(5, MODEM);
        for (int conversation = 0; conversation < 20; conversation++) {
            assertThat(meters.read(at(5, URI)).meterSerial()).isEqualTo("SN5");
        }
        assertThat(meters.bench.connector.inboundConnections()).isEqualTo(1);
    }

    @Test
    void shouldKnowAMeterByWhatItPushesInAFrameThatNobodyAskedFor() throws IOException {
        try (DlmsBench others = lines(); Socket modem = meters.dialIn()) {
            modem.getOutputStream().write(unasked(HexFormat.of().parseHex("0F0000000100" + "02010903534E35")));
            InboundMeters.join(modem, meterOn(others));
            assertThat(meters.read(at(5, URI + "&address=20")).meterSerial()).isEqualTo("SN5");
        }
    }

    @Test
    void shouldAnswerHeartbeatsBehindAMetersHdlc() throws IOException {
        try (Socket modem = meters.dialIn()) {
            modem.getOutputStream().write(InboundMeters.wrapped(ModemMessage.login("SN5").write()));
            assertThat(InboundMeters.frame(modem)).isEqualTo(ModemMessage.login("SN5").answer());
            modem.getOutputStream().write(unasked(HexFormat.of().parseHex("0F0000000100" + "02010903534E35")));
            byte[] raw = ModemMessage.heartbeat("SN5").write();
            for (int i = 0; i < 3; i++) {
                modem.getOutputStream().write(InboundMeters.wrapped(raw));
                assertThat(InboundMeters.frame(modem)).isEqualTo(ModemMessage.heartbeat("SN5").answer());
                modem.getOutputStream().write(raw);
                byte[] answer = ModemMessage.heartbeat("SN5").answer();
                assertThat(modem.getInputStream().readNBytes(answer.length)).isEqualTo(answer);
            }
        }
    }

    @Test
    void shouldSayWhatIsMissingInTheAddressOfAMeterThatSpeaksHdlc() throws IOException {
        meters.meter(5);
        try (Socket modem = meters.dialIn()) {
            modem.getOutputStream().write(unasked(HexFormat.of().parseHex("0F0000000100" + "02010903534E35")));
            for (int i = 0; i < 2; i++) { // the connection stays
                assertThat(await(meters.bench.connector.open(at(5, "SN5"))))
                        .isEqualTo(Outcome.refused(Outcome.Refusal.UNREACHABLE,
                                "meter speaks HDLC on its connection, and its address does not say link=hdlc"));
            }
        }
    }

    @Test
    void shouldHangUpWhereNobodyAnswersOverHdlc() throws IOException {
        meters.meter(5);
        try (Socket modem = meters.dialIn()) {
            modem.getOutputStream().write(InboundMeters.wrapped(ModemMessage.login("SN5").write()));
            InboundMeters.frame(modem);
            assertThat(await(meters.bench.connector.open(at(5, URI + "&response=100"))))
                    .isEqualTo(Outcome.refused(Outcome.Refusal.UNREACHABLE, "no answer to SNRM after 3 tries"));
            assertThat(HexFormat.of().formatHex(modem.getInputStream().readAllBytes())).startsWith("7ea0");
        }
    }

    @Test
    void shouldDialAgainWhenAConversationEndedBadly() {
        meters.dialling(5, MODEM);
        meters.read(at(5, URI));
        MeterLink link = meters.link(at(5, URI));
        // Closed in the middle of a question: a late answer must not be taken for another's.
        CompletionStage<Outcome<MeterReading>> open = link.read();
        link.close();
        await(open);
        assertThat(meters.read(at(5, URI)).meterSerial()).isEqualTo("SN5");
    }

    @Test
    void shouldUseTheNewConnectionWhileTheOldOneHangsAndHangUpOnTheOld() throws IOException {
        try (Socket hanging = meters.dialIn()) {
            hanging.getOutputStream().write(InboundMeters.wrapped(ModemMessage.login("SN5").write()));
            InboundMeters.frame(hanging);
            meters.dialling(5, MODEM);
            Awaitility.await().until(() -> meters.bench.connector.inboundConnections() == 2);
            Awaitility.await().untilAsserted(() -> assertThat(meters.read(at(5, URI)).meterSerial()).isEqualTo("SN5"));
            assertThat(hanging.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(meters.bench.connector.inboundConnections()).isEqualTo(1);
    }

    @Test
    void shouldHangUpOnAMeterThatFellSilent() throws IOException {
        try (Socket modem = meters.dialIn()) {
            modem.getOutputStream().write(unasked(HexFormat.of().parseHex("0F0000000100" + "02010903534E35")));
            assertThat(modem.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** The counter that is not known is asked for by the public client first, over a link of its own. */
    @Test
    void shouldHoldTwoConversationsInARowForOneQuestion() {
        TestMeter meter = meters.dialling(5, MODEM);
        meter.hasTaken(77);
        try (MeterLink link = meters.link(at(5, URI))) {
            assertThat(done(await(link.read())).meterSerial()).isEqualTo("SN5");
        }
        assertThat(meters.bench.connector.inboundConnections()).isEqualTo(1);
    }

    private static DlmsBench lines() {
        return new DlmsBench(DlmsBench.settings(), DlmsServerSettings.defaults().withHdlc(HDLC), WireFaults.NONE);
    }

    private Socket meterOn(DlmsBench others) throws IOException {
        others.devices.put(5, meters.meter(5));
        return new Socket(InetAddress.getLoopbackAddress(), others.server.port());
    }

    /** A UI frame from meter 1 to client 1. */
    private static byte[] unasked(byte[] apdu) {
        ByteBuf out = Unpooled.buffer();
        int length = 7 + 3 + apdu.length + 2;
        out.writeByte(0x7E).writeShort(0xA000 | length).writeByte(3).writeByte(3).writeByte(0x13);
        out.writeShortLE(Fcs16.of(out, 1, 5));
        out.writeByte(0xE6).writeByte(0xE7).writeByte(0).writeBytes(apdu);
        out.writeShortLE(Fcs16.of(out, 1, length - 2));
        return ByteBufUtil.getBytes(out.writeByte(0x7E));
    }
}
