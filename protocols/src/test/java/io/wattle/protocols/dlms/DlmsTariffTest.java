package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.object.CosemModel;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Prices for meters that hold money. */
class DlmsTariffTest {
    private static final CosemModel MODEL = CosemModel.standard();
    private static final CosemAttribute UNIT_CHARGE = new CosemAttribute(113, MODEL.charge(), 6);
    private static final CosemAttribute NAME = new CosemAttribute(20, MODEL.calendar(), 6);

    @Test
    void shouldGiveAMeterPricesAndTheirName() {
        try (DlmsBench bench = DlmsBench.plain(); MeterLink link = linkTo(bench, "USD")) {
            TestMeter meter = (TestMeter) Objects.requireNonNull(bench.devices.get(5));
            assertThat(done(await(link.setTariff(tariff("USD", 200_000, 1_250_000))))).isEqualTo("Domestic");
            assertThat(meter.values.get(UNIT_CHARGE)).isEqualTo(structure(
                    structure(new Whole(Whole.Type.INT8, 3), new Whole(Whole.Type.INT8, -4)), new CosemValue.Null(),
                    new CosemValue.Array(List.of(structure(octets("1"), new Whole(Whole.Type.INT16, 2_000)),
                            structure(octets("2"), new Whole(Whole.Type.INT16, 12_500))))));
        }
    }

    @Test
    void shouldRefusePricesThatTheMeterCannotHoldAndChangeNothing() {
        try (DlmsBench bench = DlmsBench.plain(); MeterLink link = linkTo(bench, "USD")) {
            TestMeter meter = (TestMeter) Objects.requireNonNull(bench.devices.get(5));
            assertThat(await(link.setTariff(tariff("EUR", 200_000)))).isInstanceOf(Outcome.Refused.class);
            assertThat(await(link.setTariff(tariff("USD", 1, 999_999_999))))
                    .isInstanceOfSatisfying(Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Refusal.VALUE_REFUSED));
            assertThat(meter.values.get(NAME)).isEqualTo(octets("OLD"));
        }
    }

    private static MeterLink linkTo(DlmsBench bench, String currency) {
        TestMeter meter = bench.meter(5).currency(currency, -2, 2);
        CosemValue none = new CosemValue.Null();
        meter.values.put(UNIT_CHARGE, structure(structure(none, none), none, new CosemValue.Array(List.of())));
        meter.values.put(NAME, octets("OLD"));
        meter.values.put(new CosemAttribute(113, MODEL.charge(), 7), none);
        meter.values.put(new CosemAttribute(20, MODEL.calendar(), 10), none);
        return bench.link(5);
    }

    private static MeterTariff tariff(String currency, long... millionths) {
        return new MeterTariff("Domestic", TestMeter.NOW, currency, LongStream.of(millionths).boxed().toList());
    }

    private static CosemValue octets(String text) {
        return new CosemValue.Octets(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }
}
