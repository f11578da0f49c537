package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.object.CosemModel;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tariff as a meter's charge and calendar take it (IEC 62056-6-2): prices as the passive unit charge of class 113, which
 * becomes the active one at its time; the name as that of the passive calendar of class 20, at the same time. Pure.
 */
final class TariffChange {
    private static final int MILLIONTHS = -6;
    private static final int KILO = 3; // a kWh of a register in Wh, a cubic metre of one in litres
    private static final int SCALE_MOST = 3;

    private final CosemModel objects;
    private final MeterTariff tariff;
    private final MeterTimes times;

    TariffChange(CosemModel objects, MeterTariff tariff, MeterTimes times) {
        this.objects = objects;
        this.tariff = tariff;
        this.times = times;
    }

    /** The passive unit charge, whose reference to what is charged is to stay. */
    CosemAttribute unitCharge() {
        return new CosemAttribute(113, objects.charge(), 6);
    }

    /** Where the name is kept. */
    CosemAttribute name() {
        return new CosemAttribute(20, objects.calendar(), 6);
    }

    /** Everything to be written, times last; refused if no price fits the meter's numbers. */
    Outcome<List<CosemLink.Setting>> settings(CosemValue unitChargeNow) {
        if (!(unitChargeNow instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 3) {
            return Outcome.refused(Refusal.NOT_SUPPORTED, "meter has no unit charge");
        }
        Optional<Integer> scale = scale();
        if (scale.isEmpty()) {
            return Outcome.refused(Refusal.VALUE_REFUSED,
                    "prices have no common scale under which each fits sixteen bits");
        }
        List<CosemValue> table = new ArrayList<>();
        for (long price : tariff.unitPricesMillionths()) {
            CosemValue index = octets(Integer.toString(table.size() + 1));
            table.add(structure(index, new Whole(Whole.Type.INT16, scaled(price, scale.get()))));
        }
        CosemValue scaling = structure(new Whole(Whole.Type.INT8, KILO), new Whole(Whole.Type.INT8, scale.get()));
        CosemValue from = times.write(tariff.activeFrom());
        return Outcome.done(List.of(
                new CosemLink.Setting(unitCharge(), structure(scaling, fields.get(1), new CosemValue.Array(table))),
                new CosemLink.Setting(name(), octets(tariff.name())),
                new CosemLink.Setting(new CosemAttribute(113, objects.charge(), 7), from),
                new CosemLink.Setting(new CosemAttribute(20, objects.calendar(), 10), from)));
    }

    /** All were taken, or the first that was not. */
    static DataAccessResult worst(List<DataAccessResult> results) {
        return results.stream()
                .filter(result -> result != DataAccessResult.SUCCESS)
                .findFirst()
                .orElse(DataAccessResult.SUCCESS);
    }

    /** The finest power of ten under which every price is whole and fits; empty if there is none. */
    private Optional<Integer> scale() {
        for (int scale = MILLIONTHS; scale <= SCALE_MOST; scale++) {
            int tried = scale;
            if (tariff.unitPricesMillionths()
                    .stream()
                    .allMatch(
                            price -> price % power(tried) == 0 && Math.abs(scaled(price, tried)) <= Short.MAX_VALUE)) {
                return Optional.of(scale);
            }
        }
        return Optional.empty();
    }

    private static long scaled(long price, int scale) {
        return price / power(scale);
    }

    private static long power(int scale) {
        long power = 1;
        for (int i = MILLIONTHS; i < scale; i++) {
            power *= 10;
        }
        return power;
    }

    private static CosemValue octets(String text) {
        return new CosemValue.Octets(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }
}
