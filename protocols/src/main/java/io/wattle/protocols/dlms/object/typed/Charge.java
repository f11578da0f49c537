package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What is charged, and for what (class 113). Amounts are in the account's currency.
 *
 * @param type 0 by consumption, 1 by time, 2 by payment
 */
public record Charge(Part<Amount> paid, Part<Integer> type, Part<Integer> priority, Part<UnitCharge> active,
        Part<UnitCharge> passive, Part<Moment> activation, Part<Duration> period, Part<String> configuration,
        Part<Moment> lastCollected, Part<Amount> lastAmount, Part<Amount> remaining, Part<Integer> proportion)
        implements
            TypedObject {

    /**
     * Prices.
     *
     * @param commodityExponent power of ten of the unit of the register that is charged for
     * @param commodity what is charged for
     */
    public record UnitCharge(int commodityExponent, CosemAttribute commodity, List<Price> prices) {
        public UnitCharge {
            prices = List.copyOf(prices);
        }

        String text() {
            return Words.<Price>list(price -> price.index() + ": " + price.price().toPlainString()).apply(prices)
                    + " for each 10^" + commodityExponent + " of " + commodity.name();
        }
    }

    /**
     * One of them.
     *
     * @param index name of the tariff that it holds in
     */
    public record Price(String index, BigDecimal price) {}

    static Charge of(Fields fields) {
        return new Charge(fields.amount(2), fields.choice(3, Words.CHARGE_TYPE),
                fields.part(4, Decode::unsigned8, String::valueOf), unitCharge(fields, 5), unitCharge(fields, 6),
                fields.moment(7), fields.seconds(8), fields.flags(9, Words.CHARGE_CONFIGURATION), fields.moment(10),
                fields.amount(11), fields.amount(12), fields.part(13, Decode::unsigned16, String::valueOf));
    }

    private static Part<UnitCharge> unitCharge(Fields fields, int attribute) {
        return fields.part(attribute, Charge::unitCharge, UnitCharge::text);
    }

    private static UnitCharge unitCharge(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 3);
        List<CosemValue> scaling = Decode.fields(parts.get(0), 2);
        int priceExponent = (int) Decode.whole(scaling.get(1), -128, 127);
        return new UnitCharge((int) Decode.whole(scaling.get(0), -128, 127), Decode.attribute(parts.get(1)),
                Decode.items(parts.get(2), item -> price(item, priceExponent)));
    }

    private static Price price(CosemValue value, int exponent) {
        List<CosemValue> parts = Decode.fields(value, 2);
        return new Price(Decode.text(parts.get(0)),
                BigDecimal.valueOf(Decode.whole(parts.get(1))).scaleByPowerOfTen(exponent));
    }
}
