package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.MeterModel.Service;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a meter's credit is counted in (IEC 62056-6-2, class 111 attribute 15: name, scale, unit).
 *
 * @param exponent power of ten that turns the meter's number into our unit
 * @param kind what it is
 */
record BalanceUnit(int exponent, Kind kind) {
    private static final Map<String, Integer> ENERGY_NAMES = Map.of("Wh", 0, "kWh", 3);
    private static final Map<String, Integer> VOLUME_NAMES = Map.of("l", 0, "L", 0, "m3", 3);
    private static final int SCALE_MAX = 128; // the attribute's scale is an int8
    private static final int UNIT_CONSUMPTION = 1;
    private static final int UNIT_MONETARY = 2;

    /** The kind of quantity. */
    sealed interface Kind {
        /** Watt-hours. */
        record Energy() implements Kind {}

        /** Litres of water. */
        record Volume() implements Kind {}

        /** Litres of gas. */
        record Gas() implements Kind {}

        /** Minor units of a currency. */
        record Money(String currency) implements Kind {}
    }

    /** Refused if the attribute does not hold what the standard says, names a unit that we do not know, or a time. */
    static Outcome<BalanceUnit> of(CosemValue attribute, Service service) {
        if (!(attribute instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 3
                || !(fields.get(1) instanceof CosemValue.Whole scale)
                || !(fields.get(2) instanceof CosemValue.Whole unit)) {
            return Outcome.refused(Outcome.Refusal.OTHER,
                    "account currency cannot be used: " + PeerText.shown(attribute.toString()));
        }
        String name = name(fields.getFirst());
        int exponent = Math.clamp(scale.value(), -SCALE_MAX, SCALE_MAX);
        Optional<BalanceUnit> known = switch (Math.clamp(unit.value(), 0, Integer.MAX_VALUE)) {
            case UNIT_CONSUMPTION -> consumption(name, exponent, service);
            case UNIT_MONETARY -> money(name, exponent);
            default -> Optional.empty();
        };
        return known.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, "credit counted in '"
                        + PeerText.shown(name) + "', kind " + unit.value() + ", is not understood"));
    }

    /** The meter's number in our unit, rounded down; empty unless it fits. */
    Optional<MeterQuantity> fromMeter(long amount) {
        OptionalLong own = ScaledNumber.floor(amount, exponent);
        return own.isEmpty() ? Optional.empty() : Optional.of(switch (kind) {
            case Kind.Energy() -> new MeterQuantity.Energy(own.getAsLong());
            case Kind.Volume() -> new MeterQuantity.Volume(own.getAsLong());
            case Kind.Gas() -> new MeterQuantity.Gas(own.getAsLong());
            case Kind.Money(String currency) -> new MeterQuantity.Money(own.getAsLong(), currency);
        });
    }

    /** A quantity as the meter counts it; empty unless it is of this kind and exact. */
    OptionalLong toMeter(MeterQuantity quantity) {
        boolean fits = switch (quantity) {
            case MeterQuantity.Energy _ -> kind instanceof Kind.Energy;
            case MeterQuantity.Volume _ -> kind instanceof Kind.Volume;
            case MeterQuantity.Gas _ -> kind instanceof Kind.Gas;
            case MeterQuantity.Money money ->
                kind instanceof Kind.Money(String currency) && currency.equals(money.currency());
        };
        return fits ? ScaledNumber.exact(quantity.value(), -exponent) : OptionalLong.empty();
    }

    /** For people. */
    String words() {
        return switch (kind) {
            case Kind.Energy() -> "Wh";
            case Kind.Volume() -> "litres of water";
            case Kind.Gas() -> "litres of gas";
            case Kind.Money(String currency) -> currency;
        };
    }

    private static String name(CosemValue name) {
        return switch (name) {
            case CosemValue.Text(String text, boolean _) -> text.strip();
            case CosemValue.Octets octets -> new String(octets.bytes(), StandardCharsets.US_ASCII).strip();
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Whole _,CosemValue.Bits _,CosemValue.DateTime _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                "";
        };
    }

    /** The scale stands beside the name: a meter that counts in kWh with scale -2 counts in tens of watt-hours. */
    private static Optional<BalanceUnit> consumption(String name, int exponent, Service service) {
        return switch (service) {
            case ELECTRICITY -> Optional.ofNullable(ENERGY_NAMES.get(name))
                    .map(more -> new BalanceUnit(exponent + more, new Kind.Energy()));
            case WATER -> Optional.ofNullable(VOLUME_NAMES.get(name))
                    .map(more -> new BalanceUnit(exponent + more, new Kind.Volume()));
            case GAS -> Optional.ofNullable(VOLUME_NAMES.get(name))
                    .map(more -> new BalanceUnit(exponent + more, new Kind.Gas()));
        };
    }

    /** The meter counts in powers of ten of the main unit, we count in minor units. */
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
