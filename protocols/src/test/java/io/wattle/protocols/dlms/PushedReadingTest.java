package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which reading is in what a meter pushed. */
class PushedReadingTest {
    private static final Instant NOW = TestMeter.NOW.plusSeconds(3);
    private static final MeterModel MODEL = MeterModel.electricity();
    private static final CosemAttribute LIST = new CosemAttribute(40, MODEL.objects().push(), 2);
    private static final CosemAttribute SCALER = new CosemAttribute(3, MODEL.register(), 3);
    private static final CosemValue CLOCK = new CosemValue.DateTime(TestMeter.NOW);
    private static final CosemValue REGISTER = new Whole(Whole.Type.UINT32, 123_456);
    private static final CosemValue TENTHS = new CosemValue.Structure(
            List.of(new Whole(Whole.Type.INT8, -1), new Whole(Whole.Type.ENUM, 30)));
    private static final CosemValue CREDIT = new Whole(Whole.Type.INT32, 5_000);
    private static final CosemValue WATT_HOURS = new CosemValue.Structure(List.of(new CosemValue.Text("Wh"),
            new Whole(Whole.Type.INT8, 0), new Whole(Whole.Type.ENUM, 1)));
    private static final MeterReading WHOLE = new MeterReading("SN5", TestMeter.NOW, NOW,
            new MeterQuantity.Energy(12_345), Optional.of(new MeterQuantity.Energy(5_000)), Optional.empty());

    @Property(tries = 100)
    void shouldFindEveryValueWhereTheListOfObjectsSaysThatItIs(@ForAll @IntRange(max = 5) int turn) {
        List<CosemAttribute> names = new ArrayList<>(List.of(LIST, MODEL.clockAttribute(), MODEL.registerAttribute(),
                SCALER, MODEL.creditAttribute(), MODEL.currencyAttribute()));
        List<CosemValue> values = new ArrayList<>(
                List.of(new CosemValue.Null(), CLOCK, REGISTER, TENTHS, CREDIT, WATT_HOURS));
        java.util.Collections.rotate(names, turn);
        java.util.Collections.rotate(values, turn);
        values.set(turn, list(names, 0));
        assertThat(read("", values)).contains(WHOLE);
        values.set(turn, list(names, 1));
        assertThat(read("", values)).as("parts of attributes").isEmpty();
    }

    @Test
    void shouldFindThemByTheTemplateInTheAddress() {
        assertThat(read("&push=-,clock,register,scaler,credit,currency",
                List.of(new CosemValue.Null(), CLOCK, REGISTER, TENTHS, CREDIT, WATT_HOURS))).contains(WHOLE);
        MeterReading bare = new MeterReading("SN5", TestMeter.NOW, NOW, new MeterQuantity.Energy(12_345),
                Optional.empty(), Optional.empty());
        assertThat(read("&push=clock,register&pushscaler=-1", List.of(CLOCK, REGISTER))).contains(bare);
        assertThat(read("&push=serial,clock,register&pushscaler=-1", List.of(serial("SN5"), CLOCK, REGISTER)))
                .contains(bare);
    }

    @Test
    void shouldGuessNothing() {
        List<CosemValue> values = List.of(CLOCK, REGISTER);
        assertThat(read("", values)).as("neither list nor template").isEmpty();
        assertThat(read("&push=clock,register", values)).as("no scaler").isEmpty();
        assertThat(read("&push=clock,register,-&pushscaler=-1", values)).as("another number of values").isEmpty();
        assertThat(read("&push=-,register&pushscaler=-1", values)).as("no time").isEmpty();
        assertThat(read("&push=serial,clock,register&pushscaler=-1", List.of(serial("SN6"), CLOCK, REGISTER)))
                .as("another meter's")
                .isEmpty();
        assertThat(read("&push=clock,register&pushscaler=-1", List.of(CLOCK, CLOCK))).as("no number").isEmpty();
    }

    @Test
    void shouldTakeTheTimeOfTheNotificationWhereTheClockWasNotPushed() {
        byte[] at = {0x07, (byte) 0xEA, 5, 4, 1, 10, 15, 30, 0, 0, 0, 0};
        assertThat(PushedReading.of(meter(""), DlmsAddress.parse(meter("&push=register&pushscaler=-1").uri()),
                new Notification.Data(1, new CosemValue.Octets(at), new CosemValue.Structure(List.of(REGISTER))), NOW))
                .hasValueSatisfying(reading -> assertThat(reading.meterTime()).isEqualTo(TestMeter.NOW));
    }

    private static CosemValue serial(String text) {
        return new CosemValue.Octets(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static CosemValue list(List<CosemAttribute> names, int index) {
        return new CosemValue.Array(names.stream()
                .<CosemValue>map(name -> new CosemValue.Structure(List.of(
                        new Whole(Whole.Type.UINT16, name.classId()), new CosemValue.Octets(name.name().bytes()),
                        new Whole(Whole.Type.INT8, name.attribute()),
                        new Whole(Whole.Type.UINT16, name.equals(LIST) ? 0 : index))))
                .toList());
    }

    private static Optional<MeterReading> read(String parameters, List<CosemValue> values) {
        return PushedReading.of(meter(parameters), DlmsAddress.parse(meter(parameters).uri()),
                new Notification.Data(1, new CosemValue.Octets(new byte[0]), new CosemValue.Structure(values)), NOW);
    }

    private static MeterAddress meter(String parameters) {
        return new MeterAddress("SN5", URI.create("dlms://127.0.0.1?server=5" + parameters));
    }
}
