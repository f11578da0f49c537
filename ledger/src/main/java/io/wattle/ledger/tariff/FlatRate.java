package io.wattle.ledger.tariff;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.math.BigInteger;

/**
 * One price for every unit.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param name on receipts and in the book
 * @param currency ISO 4217 code
 * @param priceMinorPerThousand price of a kWh or m3 in the currency's minor units, above zero
 */
public record FlatRate(String name, String currency, long priceMinorPerThousand) {
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
    /** Up to here a thousand times as much is a long: all that is ever paid, and no BigInteger is needed. */
    private static final long PLAIN_MAX = Long.MAX_VALUE / 1000;

    public FlatRate {
        Unit.money(currency);
        if (priceMinorPerThousand <= 0) {
            throw new IllegalArgumentException("priceMinorPerThousand must be above zero, was: "
                    + priceMinorPerThousand);
        }
    }

    /**
     * As many whole units (Wh or l) as the money buys, rounded down.
     *
     * @throws ArithmeticException if that is more than a long holds
     */
    public Quantity unitsFor(Money money, Unit unit) {
        long minor = money.amountMinor();
        boolean isPlain = minor >= -PLAIN_MAX && minor <= PLAIN_MAX;
        return unit.of(isPlain ? minor * 1000 / priceMinorPerThousand : wideUnitsFor(minor));
    }

    /** What so many units cost, rounded up: never more than the money that bought them. */
    public Money priceOf(Quantity units) {
        boolean isPlain = units.value() >= 0 && Math.multiplyHigh(units.value(), priceMinorPerThousand) == 0
                && units.value() * priceMinorPerThousand >= 0;
        return new Money(isPlain
                ? Math.ceilDiv(units.value() * priceMinorPerThousand, 1000L)
                : widePriceOf(units.value()), currency);
    }

    private long wideUnitsFor(long minor) {
        return BigInteger.valueOf(minor)
                .multiply(THOUSAND)
                .divide(BigInteger.valueOf(priceMinorPerThousand))
                .longValueExact();
    }

    private long widePriceOf(long units) {
        BigInteger thousandths = BigInteger.valueOf(units).multiply(BigInteger.valueOf(priceMinorPerThousand));
        return thousandths.add(THOUSAND.subtract(BigInteger.ONE)).divide(THOUSAND).longValueExact();
    }
}
