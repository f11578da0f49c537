package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.ObjectValues;
import io.wattle.protocols.dlms.object.ProfileColumn;
import io.wattle.protocols.dlms.object.Scale;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What numbers of one meter count, as its own registers and its account say. Pure. */
public final class ScaleBook {
    private static final int ACCOUNT = 111;
    private static final int CURRENCY = 15;

    private final Map<CosemAttribute, Scale> scales;
    private final Currency currency;

    private ScaleBook(Map<CosemAttribute, Scale> scales, Currency currency) {
        this.scales = scales;
        this.currency = currency;
    }

    /** Nothing is known: numbers stay as they are. */
    public static ScaleBook empty() {
        return new ScaleBook(Map.of(), Currency.UNKNOWN);
    }

    /** One attribute's scale is known. */
    public static ScaleBook of(CosemAttribute attribute, Scale scale) {
        return new ScaleBook(Map.of(attribute, scale), Currency.UNKNOWN);
    }

    /** From what was read of a meter. */
    public static ScaleBook of(List<ObjectValues> objects) {
        Map<CosemAttribute, Scale> scales = new HashMap<>();
        Currency currency = Currency.UNKNOWN;
        for (ObjectValues object : objects) {
            List<CosemAttribute> wanted = ObjectValues.wanted(object.entry());
            for (int i = 0; i < wanted.size(); i++) {
                CosemAttribute attribute = wanted.get(i);
                Optional<Scale> scale = new ProfileColumn(attribute, 0, Scale.NONE).scaleAttribute()
                        .map(wanted::indexOf)
                        .filter(at -> at >= 0)
                        .flatMap(at -> value(object, at))
                        .flatMap(Scale::of);
                scale.ifPresent(known -> scales.put(attribute, known));
                if (attribute.classId() == ACCOUNT && attribute.attribute() == CURRENCY) {
                    currency = value(object, i).flatMap(ScaleBook::currency).orElse(currency);
                }
            }
        }
        return new ScaleBook(Map.copyOf(scales), currency);
    }

    /** What the numbers of an attribute have to be multiplied with; a mere number where nobody said. */
    public Scale scale(CosemAttribute attribute) {
        return scales.getOrDefault(attribute, Scale.NONE);
    }

    Amount amount(long number) {
        return new Amount(BigDecimal.valueOf(number).scaleByPowerOfTen(currency.exponent()), currency.name());
    }

    private static Optional<CosemValue> value(ObjectValues object, int at) {
        return object.values().get(at).result() instanceof GetResult.Value(CosemValue value)
                ? Optional.of(value)
                : Optional.empty();
    }

    private static Optional<Currency> currency(CosemValue value) {
        try {
            return Optional.of(Decode.currency(value));
        } catch (OddValueException odd) {
            return Optional.empty();
        }
    }
}
