package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.done;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values as meters give them. */
class MeterReadoutTest {
    private static final GetResult SERIAL = octets("SN5");
    private static final GetResult CLOCK = value(new CosemValue.DateTime(TestMeter.NOW));
    private static final GetResult SCALER = structure(whole(0), whole(30));
    private static final GetResult CURRENCY = structure(new CosemValue.Text("Wh"), whole(0), whole(1));
    private static final GetResult RELAY = value(whole(1));

    @Test
    void shouldCutASerialNumberAtItsFirstNul() {
        assertThat(done(reading(0, octets(" SN5\0\0garbage\u0001"), CLOCK, value(whole(5)))).meterSerial())
                .isEqualTo("SN5");
    }

    @Test
    void shouldTakeNoSerialNumberThatIsNotPrintable() {
        for (String bad : List.of("", "\0SN5", "SN\u001B[2J5", "S".repeat(65))) {
            Outcome<MeterReading> outcome = reading(0, value(new CosemValue.Text(bad)), CLOCK, value(whole(5)));
            assertRefused(outcome, Outcome.Refusal.OTHER);
            assertThat(outcome.toString()).doesNotContain("\u001B").hasSizeLessThan(200);
        }
    }

    @Test
    void shouldReadAClockWithoutDeviationByTheAddress() {
        GetResult unspecified = value(new CosemValue.Octets(HexFormat.of().parseHex("07EA0701030E1E0000800000")));
        assertThat(done(reading(180, SERIAL, unspecified, value(whole(5)))).meterTime())
                .isEqualTo(Instant.parse("2026-07-01T11:30:00Z"));
        assertThat(done(reading(0, SERIAL, unspecified, value(whole(5)))).meterTime())
                .isEqualTo(Instant.parse("2026-07-01T14:30:00Z"));
        GetResult specified = value(new CosemValue.Octets(HexFormat.of().parseHex("07EA0701030E1E0000FCB800")));
        assertThat(done(reading(180, SERIAL, specified, value(whole(5)))).meterTime())
                .isEqualTo(Instant.parse("2026-07-01T00:30:00Z"));
    }

    @Test
    void shouldTellALitreOfGasFromOneOfWater() {
        GetResult scaler = structure(whole(-2), whole(14));
        GetResult currency = structure(new CosemValue.Text("m3"), whole(-3), whole(1));
        List<GetResult> results = List.of(SERIAL, CLOCK, value(whole(1_234)), scaler, value(whole(5_000)), currency,
                RELAY);
        URI gas = URI.create("dlms://h?service=gas");
        MeterReading reading = done(MeterReadout.reading(new MeterAddress("SN5", gas), DlmsAddress.parse(gas), results,
                TestMeter.NOW));
        assertThat(reading.register()).isEqualTo(new MeterQuantity.Gas(12_340));
        assertThat(reading.balance()).contains(new MeterQuantity.Gas(5_000));
    }

    @ParameterizedTest
    @EnumSource(names = {"OBJECT_UNDEFINED", "OBJECT_UNAVAILABLE", "READ_WRITE_DENIED"})
    void shouldLeaveOutABalanceThatTheMeterDoesNotHave(DataAccessResult why) {
        assertThat(done(reading(0, SERIAL, CLOCK, new GetResult.Refusal(why))).balance()).isEmpty();
    }

    @Test
    void shouldNotTakeABalanceThatCannotBeReadNowForNone() {
        assertRefused(reading(0, SERIAL, CLOCK, new GetResult.Refusal(DataAccessResult.TEMPORARY_FAILURE)),
                Outcome.Refusal.TEMPORARY_FAILURE);
    }

    @Test
    void shouldKeepABalanceOnlyWhileTheRegisterStandsStill() {
        List<GetResult> each = new ArrayList<>(List.of(SERIAL, CLOCK, SCALER, CURRENCY, value(whole(7)),
                value(whole(5)), value(whole(7)), RELAY));
        MeterReading still = done(reading(0, MeterReadout.asList(each)));
        assertThat(still.register()).isEqualTo(new MeterQuantity.Energy(7));
        assertThat(still.balance()).contains(new MeterQuantity.Energy(5));
        each.set(6, value(whole(8)));
        assertThat(done(reading(0, MeterReadout.asList(each))).balance()).isEmpty();
    }

    private static Outcome<MeterReading> reading(int utcOffset, GetResult serial, GetResult clock, GetResult credit) {
        return reading(utcOffset, List.of(serial, clock, value(whole(7)), SCALER, credit, CURRENCY, RELAY));
    }

    private static Outcome<MeterReading> reading(int utcOffset, List<GetResult> results) {
        URI uri = URI.create("dlms://meter.example?utcoffset=" + utcOffset);
        return MeterReadout.reading(new MeterAddress("SN5", uri), DlmsAddress.parse(uri), results, TestMeter.NOW);
    }

    private static CosemValue whole(long value) {
        return new Whole(Whole.Type.INT32, value);
    }

    private static GetResult octets(String text) {
        return value(new CosemValue.Octets(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static GetResult structure(CosemValue... fields) {
        return value(new CosemValue.Structure(List.of(fields)));
    }

    private static GetResult value(CosemValue value) {
        return new GetResult.Value(value);
    }
}
