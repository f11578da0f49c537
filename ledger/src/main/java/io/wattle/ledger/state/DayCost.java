package io.wattle.ledger.state;

import io.wattle.ledger.balance.Share;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.Tax;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one day's standing fees come to. Immutable, safe for any thread.
 *
 * @param totalMinor in minor units, taxes included
 * @param shares who gets it; they add up to the total
 */
public record DayCost(long totalMinor, List<Share> shares) {
    public static final DayCost FREE = new DayCost(0, List.of());
    /** Above any fee that a utility asks. */
    private static final long TOTAL_MAX = 1_000_000_000_000L;
    private static final int SHARES_MAX = 17;

    /** What a day costs; nothing where no plan holds, or where the price is beyond all bounds. */
    public static DayCost of(ServerMeter server, MeterState meter, SaleAnswers state, LocalDate day) {
        Instant begin = day.atStartOfDay(server.zone).toInstant();
        Optional<PlanInForce> plan = server.inMoney()
                ? state.planFor(meter, server.unit.code(), begin)
                        .flatMap(one -> one.inForce(day, state.accounts.terms(meter.account).customerClass(),
                                state.accounts.terms(meter.account).subClass()))
                : Optional.empty();
        try {
            return plan.map(one -> of(one, day)).orElse(FREE);
        } catch (ArithmeticException e) {
            return FREE;
        }
    }

    private static DayCost of(PlanInForce plan, LocalDate day) {
        long fees = 0;
        for (StandingFee fee : plan.standing()) {
            fees = Math.addExact(fees, fee.accruedOn(day));
        }
        FeeTaxes taxed = FeeTaxes.of(plan, Tax.Base.STANDING, fees);
        List<Share> shares = new ArrayList<>();
        add(shares, new Share(false, plan.plan().name() + " fees", taxed.netMinor()));
        taxed.taxes().forEach(tax -> add(shares, new Share(true, tax.name(), tax.amountMinor())));
        long total = taxed.totalMinor();
        return total > TOTAL_MAX || shares.size() > SHARES_MAX ? FREE : new DayCost(total, shares);
    }

    private static void add(List<Share> shares, Share share) {
        if (share.minor() != 0) {
            shares.add(share);
        }
    }
}
