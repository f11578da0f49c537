package io.wattle.simulator.scenario;

import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Mix;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.meter.FleetMark;
import io.wattle.simulator.meter.MeterSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What follows from a seed: every meter of the fleet as it left the factory. */
final class FleetPlan {
    private final FleetMark mark;
    private final Map<Integer, Integer> startingBalances;
    private final StsPlan sts;
    private final List<SecurityTerms> terms;

    /** @param startingBalances balances that are chosen instead of drawn, by the meter's number from 0 */
    FleetPlan(FleetMark mark, Map<Integer, Integer> startingBalances, StsPlan sts, List<SecurityTerms> terms) {
        this.mark = mark;
        this.startingBalances = Map.copyOf(startingBalances);
        this.sts = sts;
        this.terms = List.copyOf(terms);
    }

    List<MeterSpecification> specifications() {
        try (StsFactory factory = new StsFactory(sts, mark.seed())) {
            return IntStream.range(0, mark.meters()).mapToObj(number -> specification(number, factory)).toList();
        }
    }

    private MeterSpecification specification(int number, StsFactory factory) {
        Service service = service(number);
        String serial = SerialNumbers.of(mark.seed(), number, service);
        Integer chosen = startingBalances.get(number);
        return new MeterSpecification(serial, service, number + 1,
                TestOnlyKeys.security(mark.seed(), serial, terms(number)),
                new Household(service, Mix.of(mark.seed(), 3, number)), startRegister(service, number),
                chosen == null ? startBalance(service, number) : chosen,
                sts.includes(number) ? Optional.of(factory.keypad(serial, service)) : Optional.empty());
    }

    private SecurityTerms terms(int number) {
        return terms.get(number % terms.size());
    }

    /** With {@code waterEvery} and {@code gasEvery} 4 the meters 3, 7, 11 and so on count water, and 2, 6, 10 gas. */
    private Service service(int number) {
        int water = mark.waterEvery();
        int gas = mark.gasEvery();
        if (water > 0 && number % water == water - 1) {
            return Service.WATER;
        }
        return gas > 0 && number % gas == Math.max(0, gas - 2) ? Service.GAS : Service.ELECTRICITY;
    }

    private long startRegister(Service service, int number) {
        // Up to ten years of use by an average household: 20,000 kWh, 500 m3 of water, or 5,000 m3 of gas.
        return switch (service) {
            case ELECTRICITY -> Mix.between(0, 20_000_000, mark.seed(), 4, number);
            case WATER -> Mix.between(0, 500_000, mark.seed(), 4, number);
            case GAS -> Mix.between(0, 5_000_000, mark.seed(), 4, number);
        };
    }

    private int startBalance(Service service, int number) {
        // A day to some weeks: 5 to 60 kWh, 500 to 20,000 litres of water, or 2 to 50 m3 of gas.
        return switch (service) {
            case ELECTRICITY -> (int) Mix.between(5_000, 60_000, mark.seed(), 5, number);
            case WATER -> (int) Mix.between(500, 20_000, mark.seed(), 5, number);
            case GAS -> (int) Mix.between(2_000, 50_000, mark.seed(), 5, number);
        };
    }
}
