package io.wattle.ledger.tariff;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.math.BigInteger;

/**
 * One price for every unit.
 *
 * @param name on receipts and in the book
 * @param currency ISO 4217 code
 * @param priceMinorPerThousand price of a kWh or m3 in the currency's minor units, above zero
 */
public record FlatRate(String name, String currency, long priceMinorPerThousand) {
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

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
        BigInteger units = BigInteger.valueOf(money.amountMinor())
                .multiply(THOUSAND)
                .divide(BigInteger.valueOf(priceMinorPerThousand));
        return unit.of(units.longValueExact());
    }

    /** What so many units cost, rounded up: never more than the money that bought them. */
    public Money priceOf(Quantity units) {
        BigInteger thousandths = BigInteger.valueOf(units.value()).multiply(BigInteger.valueOf(priceMinorPerThousand));
        BigInteger price = thousandths.add(THOUSAND.subtract(BigInteger.ONE)).divide(THOUSAND);
        return new Money(price.longValueExact(), currency);
    }
}
