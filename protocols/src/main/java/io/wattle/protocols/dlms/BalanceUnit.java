package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.MeterModel.Service;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.MeterQuantity;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a meter's credit is counted in (IEC 62056-6-2, class 111 attribute 15: name, scale, unit).
 *
 * @param exponent power of ten that turns the meter's number into our unit
 * @param kind what it is
 */
record BalanceUnit(int exponent, Kind kind) {
    private static final int UNIT_CONSUMPTION = 1;
    private static final int UNIT_MONETARY = 2;

    /** The kind of quantity. */
    sealed interface Kind {
        /** Watt-hours. */
        record Energy() implements Kind {}

        /** Litres. */
        record Volume() implements Kind {}

        /** Minor units of a currency. */
        record Money(String currency) implements Kind {}
    }

    /** Empty if the attribute does not hold what the standard says, or a time. */
    static Optional<BalanceUnit> of(CosemValue attribute, Service service) {
        if (!(attribute instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 3
                || !(fields.get(1) instanceof CosemValue.Whole scale)
                || !(fields.get(2) instanceof CosemValue.Whole unit)) {
            return Optional.empty();
        }
        int exponent = (int) scale.value();
        if (unit.value() == UNIT_CONSUMPTION) {
            return Optional.of(new BalanceUnit(exponent, switch (service) {
                case ELECTRICITY -> new Kind.Energy();
                case WATER -> new Kind.Volume();
            }));
        }
        return unit.value() == UNIT_MONETARY ? money(fields.getFirst(), exponent) : Optional.empty();
    }

    /** The meter's number in our unit; empty unless exact. */
    Optional<MeterQuantity> fromMeter(long amount) {
        OptionalLong own = ScaledNumber.exact(amount, exponent);
        return own.isEmpty() ? Optional.empty() : Optional.of(switch (kind) {
            case Kind.Energy() -> new MeterQuantity.Energy(own.getAsLong());
            case Kind.Volume() -> new MeterQuantity.Volume(own.getAsLong());
            case Kind.Money(String currency) -> new MeterQuantity.Money(own.getAsLong(), currency);
        });
    }

    /** A quantity as the meter counts it; empty unless it is of this kind and exact. */
    OptionalLong toMeter(MeterQuantity quantity) {
        boolean fits = switch (quantity) {
            case MeterQuantity.Energy _ -> kind instanceof Kind.Energy;
            case MeterQuantity.Volume _ -> kind instanceof Kind.Volume;
            case MeterQuantity.Money money ->
                kind instanceof Kind.Money(String currency) && currency.equals(money.currency());
        };
        return fits ? ScaledNumber.exact(quantity.value(), -exponent) : OptionalLong.empty();
    }

    /** The meter counts in powers of ten of the main unit, we count in minor units. */
    private static Optional<BalanceUnit> money(CosemValue name, int exponent) {
        return switch (name) {
            case CosemValue.Text(String code) -> money(code, exponent);
            case CosemValue.Octets octets ->
                money(new String(octets.bytes(), java.nio.charset.StandardCharsets.US_ASCII), exponent);
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Whole _,CosemValue.Bits _,CosemValue.DateTime _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                Optional.empty();
        };
    }

    private static Optional<BalanceUnit> money(String code, int exponent) {
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0
                    ? Optional.empty()
                    : Optional.of(new BalanceUnit(exponent + digits, new Kind.Money(code)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
