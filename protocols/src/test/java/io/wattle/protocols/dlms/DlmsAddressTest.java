package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.hdlc.HdlcAddress;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, whole and broken. */
class DlmsAddressTest {

    @Test
    void shouldHaveTheDefaultsOfTheStandard() {
        assertThat(DlmsAddress.parse(URI.create("dlms://meter.example"))).isEqualTo(new DlmsAddress(
                new DlmsRoute.Wrapper("meter.example", 4_059), 1, 1, SecurityTerms.USUAL, Optional.empty(), 0,
                MeterModel.electricity(), Optional.empty(), Optional.empty(), Initiate.OFFERED_CONFORMANCE, false));
    }

    @Test
    void shouldReadEveryParameter() {
        assertThat(DlmsAddress.parse(URI.create(
                "dlms://10.0.0.7:4061?client=3&server=17&auth=none&title=4d4d4d0000000001&utcoffset=-210&service=water&unit=l&token=bin9")))
                .isEqualTo(new DlmsAddress(new DlmsRoute.Wrapper("10.0.0.7", 4_061), 3, 17, SecurityTerms.PLAIN,
                        Optional.of("4D4D4D0000000001"), -210, MeterModel.water().withTokenForm(TokenForm.BIN9),
                        Optional.empty(), Optional.empty(), Initiate.OFFERED_CONFORMANCE, false));
    }

    @Test
    void shouldProposeAllServicesButThoseLeftOut() {
        assertThat(DlmsAddress.parse(URI.create("dlms://m?without=general-block-transfer,access")).conformance())
                .isEqualTo(Initiate.OFFERED_CONFORMANCE & ~Initiate.GENERAL_BLOCK_TRANSFER & ~Initiate.ACCESS);
        assertThat(DlmsAddress.parse(URI.create("dlms://m?referencing=sn&without=multiple-references")).conformance())
                .isEqualTo(Initiate.OFFERED_WITH_SHORT_NAMES & ~Initiate.MULTIPLE_REFERENCES);
        for (String bad : List.of("", "gbt", "access,", "get")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DlmsAddress.parse(URI.create("dlms://m?without=" + bad)))
                    .withMessageStartingWith("without must be some of general-block-transfer, multiple-references");
        }
    }

    @Test
    void shouldEndUnderCipheringWhereTheMeterWantsIt() {
        assertThat(DlmsAddress.parse(URI.create("dlms://m?release=protected")).protectedRelease()).isTrue();
        assertThat(DlmsAddress.parse(URI.create("dlms://m?auth=lls&release=plain")).protectedRelease()).isFalse();
        for (String bad : List.of("release=yes", "auth=lls&release=protected")) {
            assertThatIllegalArgumentException().isThrownBy(() -> DlmsAddress.parse(URI.create("dlms://m?" + bad)))
                    .withMessageStartingWith("release");
        }
    }

    @Test
    void shouldReadWhatAMeterPushes() {
        assertThat(DlmsAddress.parse(URI.create("dlms://m?push=-,clock,register,credit&pushscaler=-1")).pushed())
                .contains(new PushTemplate(List.of(PushTemplate.Item.OTHER, PushTemplate.Item.CLOCK,
                        PushTemplate.Item.REGISTER, PushTemplate.Item.CREDIT), Optional.of(-1)));
        assertThat(DlmsAddress.parse(URI.create("dlms://m?pushscaler=3")).pushed())
                .contains(new PushTemplate(List.of(), Optional.of(3)));
        for (String bad : List.of("push=", "push=clock", "push=register,other", "push=register,register",
                "push=register&pushscaler=10", "pushscaler=x", "push=register" + ",-".repeat(32))) {
            assertThatIllegalArgumentException().isThrownBy(() -> DlmsAddress.parse(URI.create("dlms://m?" + bad)))
                    .withMessageStartingWith("push");
        }
    }

    @Test
    void shouldTakeAMakersNamesForObjects() {
        MeterModel model = DlmsAddress.parse(URI.create(
                "dlms://10.0.0.7?obis-register=1.0.1.8.1.255&obis-relay=0.1.96.3.10.255&obis-limiter=0.0.17.0.1.255"))
                .model();
        assertThat(model.registerAttribute().name().dotted()).isEqualTo("1.0.1.8.1.255");
        assertThat(model.relayAttribute().name().dotted()).isEqualTo("0.1.96.3.10.255");
        assertThat(model.objects().limiter().dotted()).isEqualTo("0.0.17.0.1.255");
        assertThat(model.objects().calendar()).isEqualTo(MeterModel.electricity().objects().calendar());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DlmsAddress.parse(URI.create("dlms://10.0.0.7?obis-relay=96.3.10")))
                .withMessageContaining("obis-relay: ");
    }

    @Test
    void shouldReadAnIpv6Host() {
        assertThat(DlmsAddress.parse(URI.create("dlms://[2001:db8::7]:4060")))
                .extracting(DlmsAddress::route)
                .isEqualTo(new DlmsRoute.Wrapper("2001:db8::7", 4_060));
    }

    @Test
    void shouldReadHdlcOverTcp() {
        HdlcSettings settings = HdlcSettings.defaults().withSizes(128, 3).withResponse(Duration.ofMillis(700), 5);
        assertThat(DlmsAddress.parse(URI.create(
                "dlms+hdlc://gw.example:4001/?client=16&server=1&address=17&frame=128&window=3&response=700&tries=5")))
                .extracting(DlmsAddress::route, DlmsAddress::client, DlmsAddress::server)
                .containsExactly(new DlmsRoute.HdlcOverTcp("gw.example", 4_001, new HdlcAddress(1, 17, 2), settings),
                        16, 1);
    }

    @Test
    void shouldReadHdlcOverASerialPort() {
        assertThat(DlmsAddress.parse(URI.create("dlms+serial:/dev/ttyUSB0?baud=2400&response=900")).route())
                .isEqualTo(new DlmsRoute.HdlcOverSerial("/dev/ttyUSB0", 2_400, HdlcAddress.oneByte(1),
                        HdlcSettings.defaults().withResponse(Duration.ofMillis(900), 3)));
        assertThat(DlmsAddress.parse(URI.create("dlms+serial:rfc2217://10.0.0.9:4001?address=200")).route())
                .isEqualTo(new DlmsRoute.HdlcOverSerial("rfc2217://10.0.0.9:4001", 9_600, new HdlcAddress(1, 200, 4),
                        HdlcSettings.defaults().onLine(9_600)));
    }

    @Test
    void shouldWaitLongerForAnAnswerOnASlowLine() {
        assertThat(((DlmsRoute.HdlcOverSerial) DlmsAddress.parse(URI.create("dlms+serial:COM3?baud=300")).route())
                .settings()
                .responseTimeout()).isEqualTo(Duration.ofMillis(3_000 + 2 * 529 * 10 * 1_000 / 300));
    }

    @ParameterizedTest
    @CsvSource({"'server=1',1,0,1", "'server=200',200,0,4", "'address=127',1,127,2", "'address=128',1,128,4",
            "'server=128&address=16',128,16,4", "'address=16&width=4',1,16,4", "'width=2',1,0,2"})
    void shouldUseTheShortestHdlcAddressUnlessTold(String query, int upper, int lower, int bytes) {
        assertThat(((DlmsRoute.HdlcOverTcp) DlmsAddress.parse(URI.create("dlms+hdlc://h?" + query)).route()).meter())
                .isEqualTo(new HdlcAddress(upper, lower, bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dlms://h?port=1|unknown parameter port; allowed are client",
            "dlms://h?client=0|client must be 1..65535, was: 0", "dlms://h?server=65536|server must be 1..65535",
            "dlms://h?server=1&server=2|server must be given once", "dlms://h?auth=low|auth must be none, lls, hls3",
            "dlms://h?utcoffset=841|utcoffset must be -840..840 minutes, was: 841",
            "dlms://h?utcoffset=+60|utcoffset must be -840..840",
            "dlms://h?title=12|title must be 16 hexadecimal digits",
            "dlms://h?service=steam|service must be electricity",
            "dlms://h?token=BCD10|token must be bcd10, ascii20 or bin9, was: BCD10",
            "dlms://h?referencing=short|referencing must be ln (logical names) or sn (short names), was: short",
            "dlms://h?methods=112:60|methods goes with referencing=sn",
            "dlms://h?referencing=sn&methods=112|methods must be class:offset",
            "dlms://h?unit=l|unit must be wh for electricity",
            "dlms://h?service=water&unit=wh|unit must be l for water",
            "dlms://h:0|port must be 1..65535", "dlms:opaque|address must look like",
            "dlms+hdlc://h?client=128|client must be 1..127, was: 128",
            "dlms+hdlc://h?baud=9600|unknown parameter baud",
            "dlms+hdlc://h?address=16384|address must be 1..16383", "dlms+hdlc://h?frame=31|frame must be 32..2030",
            "dlms+hdlc://h?address=17&width=1|width must be 1, 2 or 4", "dlms+hdlc://h?window=8|window must be 1..7",
            "dlms+hdlc://h?width=3|width must be 1, 2 or 4",
            "dlms+serial:?baud=9600|address must look like dlms+serial",
            "dlms+serial:/dev/ttyS0?baud=50|baud must be 300..921600", "dlms://h?frame=128|unknown parameter frame",
            "dlms-inbound:M1?link=mesh|link must be wrapper or hdlc, was: mesh",
            "dlms-inbound:M1?address=17|address goes with link=hdlc",
            "dlms-inbound:M1?link=wrapper&frame=128|frame goes with link=hdlc",
            "dlms-inbound:M1?link=hdlc&client=128|client must be 1..127",
            "dlms-inbound:M1?link=hdlc&baud=300|unknown parameter baud", "dlms://h?link=hdlc|unknown parameter link",
            "mqtt://h|address must look like", "dlms://user@h|address must look like",
            "dlms://h/path|address must look like"})
    void shouldNameWhatIsWrongAndWhatIsAllowed(String uri, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> DlmsAddress.parse(URI.create(uri)))
                .withMessageStartingWith(message);
    }

    @Test
    void shouldReadHowAMeterSpeaksHdlcThatDialsIn() {
        assertThat(DlmsAddress.parse(URI.create("dlms-inbound:M1?address=17&link=hdlc&frame=128")).route())
                .isEqualTo(new DlmsRoute.Inbound("M1", Optional.of(new HdlcPeer(HdlcAddress.of(1, 17),
                        HdlcSettings.defaults().withSizes(128, 1)))));
        assertThat(DlmsAddress.parse(URI.create("dlms-inbound:M1?link=wrapper")))
                .isEqualTo(DlmsAddress.parse(URI.create("dlms-inbound:M1")));
    }

    @Test
    void shouldReadHowASilentMeterIsAsked() {
        assertThat(DlmsAddress.way("wrapper")).isEqualTo(InboundAsk.Way.WRAPPER);
        assertThat(DlmsAddress.way("hdlc")).isEqualTo(InboundAsk.Way.HDLC);
        assertThat(DlmsAddress.way("wrapper&server=300")).isEqualTo(new InboundAsk.Way(300, Optional.empty()));
        assertThat(DlmsAddress.way("hdlc&address=17&width=4")).isEqualTo(
                new InboundAsk.Way(1, Optional.of(new HdlcPeer(new HdlcAddress(1, 17, 4), HdlcSettings.defaults()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"smoke|link must be wrapper or hdlc, was: smoke",
            "wrapper&address=1|address goes with link=hdlc", "hdlc&address=0|address must be 1..16383",
            "hdlc&auth=none|auth is of no use here; allowed are server, address",
            "hdlc&server=16384|server must be 1..16383", "a b|a way must look like wrapper, hdlc or"})
    void shouldSayWhatIsWrongWithAWayToAsk(String word, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> DlmsAddress.way(word)).withMessageStartingWith(message);
    }
}
