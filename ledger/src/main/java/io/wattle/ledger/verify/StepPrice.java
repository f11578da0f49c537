package io.wattle.ledger.verify;

import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the consumption between two readings cost by the tariff in the meter. When the tariff changed between them, the
 * units are divided by time; that is an estimate, and it says how far it can be off: all of them may have been used at the
 * lowest of the prices, or at the highest.
 */
final class StepPrice {

    private StepPrice() {}

    /** In thousandths of a minor unit. */
    static Used of(long units, Instant from, Instant to, List<TariffVersion> versions) {
        int first = inForce(versions, from);
        int last = Math.max(first, inForce(versions, to));
        boolean atTheChange = last > first && versions.get(last).from().equals(to);
        last = atTheChange ? last - 1 : last;
        return first == last
                ? new Used(price(versions, first, units), 0, 0, false)
                : divided(units, from, to, versions, first, last);
    }

    private static Used divided(long units, Instant from, Instant to, List<TariffVersion> versions, int first,
            int last) {
        long cost = 0;
        long done = 0;
        MeterTariff lowest = versions.get(first).tariff();
        MeterTariff highest = lowest;
        for (int i = first; i <= last; i++) {
            MeterTariff tariff = versions.get(i).tariff();
            lowest = tariff.priceMinorPerThousand() < lowest.priceMinorPerThousand() ? tariff : lowest;
            highest = tariff.priceMinorPerThousand() > highest.priceMinorPerThousand() ? tariff : highest;
            long until = i == last ? units : unitsUntil(versions.get(i + 1).from(), units, from, to);
            cost += tariff.costThousandths(until - done);
            done = until;
        }
        return new Used(cost, cost - lowest.costThousandths(units), highest.costThousandths(units) - cost, false);
    }

    private static long unitsUntil(Instant boundary, long units, Instant from, Instant to) {
        BigInteger passed = BigInteger.valueOf(Duration.between(from, boundary).toSeconds());
        BigInteger whole = BigInteger.valueOf(Math.max(1, Duration.between(from, to).toSeconds()));
        return BigInteger.valueOf(units).multiply(passed).divide(whole).min(BigInteger.valueOf(units)).longValue();
    }

    private static long price(List<TariffVersion> versions, int index, long units) {
        return versions.get(index).tariff().costThousandths(units);
    }

    private static int inForce(List<TariffVersion> versions, Instant moment) {
        int index = versions.size() - 1;
        while (index > 0 && versions.get(index).from().isAfter(moment)) {
            index--;
        }
        return index;
    }
}
