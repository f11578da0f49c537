package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.MeterModel.Service;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.object.Measure;
import io.wattle.protocols.dlms.object.MeterTime;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the waist's load profile of a table. Rows whose time the meter itself does not trust are left out. Pure. */
final class LoadRows {
    private static final int WATT_HOUR = 30;
    private static final int CUBIC_METRE = 13;
    private static final int CUBIC_METRE_CORRECTED = 14;
    private static final int LITRE = 19;
    private static final int LITRES_EXPONENT = 3;

    private LoadRows() {}

    /** @param register the cumulative register; refused if no column holds it */
    static Outcome<LoadProfile> of(ProfileTable table, CosemAttribute register, String serial, Service service) {
        int column = table.layout().columns().stream().map(known -> known.source()).toList().indexOf(register);
        if (column < 0) {
            return Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "load profile does not hold the register");
        }
        List<LoadProfile.Point> points = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            Optional<MeterTime> at = table.rows().get(row).at().filter(time -> !time.isDoubtful());
            Optional<MeterQuantity> stood = table.measure(row, column).flatMap(measure -> quantity(measure, service));
            if (at.isPresent() && stood.isPresent()) {
                points.add(new LoadProfile.Point(at.get().at(), stood.get()));
            }
        }
        return Outcome.done(new LoadProfile(serial, points));
    }

    private static Optional<MeterQuantity> quantity(Measure measure, Service service) {
        return switch (service) {
            case ELECTRICITY -> measure.unit() == WATT_HOUR
                    ? whole(measure, 0).map(MeterQuantity.Energy::new)
                    : Optional.empty();
            case WATER -> litres(measure).map(MeterQuantity.Volume::new);
            case GAS -> litres(measure).map(MeterQuantity.Gas::new);
        };
    }

    private static Optional<Long> litres(Measure measure) {
        return switch (measure.unit()) {
            case CUBIC_METRE, CUBIC_METRE_CORRECTED -> whole(measure, LITRES_EXPONENT);
            case LITRE -> whole(measure, 0);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> whole(Measure measure, int exponent) {
        try {
            return Optional.of(measure.number()
                    .scaleByPowerOfTen(exponent)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact());
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }
}
