package io.wattle.ledger.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Also where a thousand times as much is no long any more. */
class FlatRateTest {

    /** What money buys costs no more than the money, and one unit more would cost more than it. */
    @Property
    void shouldSellAsMuchAsTheMoneyBuysAndNoMore(
            @ForAll @LongRange(min = 1, max = 100_000_000_000_000_000L) long amountMinor,
            @ForAll @LongRange(min = 1000, max = 10_000_000) long priceMinorPerThousand) {
        FlatRate rate = new FlatRate("flat", "USD", priceMinorPerThousand);
        Money tender = new Money(amountMinor, "USD");
        Quantity units = rate.unitsFor(tender, Unit.WATT_HOUR);
        assertThat(rate.priceOf(units).amountMinor()).isLessThanOrEqualTo(amountMinor);
        Quantity oneMore = units.plus(Unit.WATT_HOUR.of(1));
        // Rounded up to whole minor units, one more may cost the very same; without rounding it never does.
        assertThat(BigInteger.valueOf(oneMore.value())
                .multiply(BigInteger.valueOf(priceMinorPerThousand)))
                .isGreaterThan(BigInteger.valueOf(amountMinor)
                        .multiply(BigInteger.valueOf(1000)));
    }

    /** The price of units buys at least those units again: nothing is lost on the way there and back. */
    @Property
    void shouldBuyBackAtLeastTheUnitsForTheirPrice(@ForAll @LongRange(min = 1, max = 1_000_000_000_000_000L) long units,
            @ForAll @LongRange(min = 1, max = 1_000_000) long priceMinorPerThousand) {
        FlatRate rate = new FlatRate("flat", "USD", priceMinorPerThousand);
        Money price = rate.priceOf(Unit.LITRE.of(units));
        assertThat(rate.unitsFor(price, Unit.LITRE).value()).isGreaterThanOrEqualTo(units);
        assertThat(rate.unitsFor(new Money(price.amountMinor() - 1, "USD"), Unit.LITRE).value()).isLessThan(units);
    }

    /** A figure that no multiplication may wrap: it is refused, not sold as something else. */
    @Example
    void shouldRefuseWhatNoLongHolds() {
        FlatRate rate = new FlatRate("flat", "USD", 1);
        assertThatThrownBy(() -> rate.unitsFor(new Money(Long.MIN_VALUE, "USD"), Unit.WATT_HOUR))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> rate.unitsFor(new Money(Long.MAX_VALUE, "USD"), Unit.WATT_HOUR))
                .isInstanceOf(ArithmeticException.class);
        FlatRate dear = new FlatRate("dear", "USD", Long.MAX_VALUE);
        assertThatThrownBy(() -> dear.priceOf(Unit.WATT_HOUR.of(Long.MAX_VALUE)))
                .isInstanceOf(ArithmeticException.class);
    }
}
