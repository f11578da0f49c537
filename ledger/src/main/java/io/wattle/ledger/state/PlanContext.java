package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.Exact;
import io.wattle.ledger.tariff.plan.FreeUnits;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.FixedDue;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.sale.SaleContext;
import io.wattle.ledger.tariff.sale.SaleContextBuilder;
import io.wattle.ledger.token.TokenAmounts;
import io.wattle.ledger.vending.FeePaid;
import io.wattle.ledger.vending.FreeClaim;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a sale to one meter at one moment depends on, out of the state. For one use. For the ledger thread. */
public final class PlanContext {
    private static final SaleCounters NOTHING = new SaleCounters();
    private final TariffPlan plan;
    private final MeterState meter;
    private final SaleAnswers state;
    private final Instant now;
    private final LocalDate today;
    private final SaleCounters counters;
    private final AccountTerms terms;
    /** Looked up once: a sale asks for it again and again. */
    private final Optional<PlanInForce> inForce;

    public PlanContext(TariffPlan plan, MeterState meter, SaleAnswers state, Instant now) {
        this.plan = plan;
        this.meter = meter;
        this.state = state;
        this.now = now;
        this.today = LocalDate.ofInstant(now, plan.zone());
        this.counters = meter.seldom.sales.orElse(NOTHING);
        this.terms = state.accounts.terms(meter.account);
        this.inForce = plan.inForce(today, terms.customerClass(), terms.subClass());
    }

    public LocalDate today() {
        return today;
    }

    /** Of a payment: all that is due is taken of it. */
    public SaleContext ofPayment(String channel, SaleContext.Balance balance) {
        AccountDebts debts = state.debts.of(meter.account);
        long recovered = inForce().map(one -> debts.paid(one.debtRecovery().period(), today)).orElse(0L);
        long emergency = -state.balance(new AccountKey(AccountType.EMERGENCY_RECEIVABLE, meter.account,
                Unit.money(plan.currency()))).value();
        return of(balance).channel(channel)
                .arrears(debts.items(plan.currency(), today), within(recovered))
                .emergencyUsed(within(emergency))
                .tenderedToday(within(counters.dayMoney(today)))
                .build();
    }

    /** Of money that was taken before: fees may still be due of it, and nothing else. */
    public SaleContext ofConversion() {
        return of(SaleContext.Balance.UNITS).build();
    }

    private SaleContextBuilder of(SaleContext.Balance balance) {
        boolean asToken = meter.seldom.tokens.isPresent();
        boolean sells = balance == SaleContext.Balance.UNITS;
        return SaleContext.at(now, terms.customerClass())
                .subClass(terms.subClass())
                .agreed(terms.agreedDiscounts())
                .balance(balance)
                .step(asToken ? SaleContext.Step.TOKEN : SaleContext.Step.ONE)
                .bought(within(counters.monthUnits(today)), within(counters.dayUnits(today)))
                .chargedThisMonth(within(counters.monthCharged(today)))
                .minimumPaid(within(counters.monthMinimum(today)))
                .discountsThisMonth(counters.monthDiscounts(today))
                .freeUnits(sells ? claimable() : 0)
                .fixedDue(due());
    }

    public Optional<PlanInForce> inForce() {
        return inForce;
    }

    /** What is beyond anything that is sold counts as the most that can be. */
    private static long within(long value) {
        return Math.clamp(value, 0, Exact.AMOUNT_MAX);
    }

    /** What whoever has bought here owes of standing fees, and nothing else: for nobody owes before he buys. */
    SaleContext ofFees() {
        List<FixedDue> owed = new ArrayList<>(due());
        owed.removeIf(due -> counters.fee(due.name()).isEmpty());
        return SaleContext.at(now, terms.customerClass()).subClass(terms.subClass()).fixedDue(owed).build();
    }

    /**
     * From when on fees are the matter of who comes next.
     *
     * @param begun whether the period that has begun is the matter of who goes
     */
    public List<FeePaid> handedOn(boolean begun) {
        List<FeePaid> next = new ArrayList<>();
        for (StandingFee fee : inForce().map(PlanInForce::standing).orElse(List.of())) {
            LocalDate from = begun ? fee.per().endOf(today) : fee.per().startOf(today);
            counters.fee(fee.name())
                    .map(FeePaid::paidUntil)
                    .ifPresent(until -> next.add(new FeePaid(fee.name(), until.isAfter(from) ? until : from, 0)));
        }
        return next;
    }

    private List<FixedDue> due() {
        if (state.servers.of(meter.meter).filter(ServerMeter::inMoney).isPresent()) {
            return List.of(); // taken day by day
        }
        List<FixedDue> due = new ArrayList<>();
        for (StandingFee fee : inForce().map(PlanInForce::standing).orElse(List.of())) {
            FeePaid paid = paid(fee);
            long amount = fee.dueOn(today, paid.paidUntil()) - paid.partMinor();
            if (amount > 0) {
                due.add(new FixedDue(fee.name(), amount));
            }
        }
        return due;
    }

    /** Who buys for the first time owes from the period on that it is. */
    private FeePaid paid(StandingFee fee) {
        return counters.fee(fee.name()).orElse(new FeePaid(fee.name(), fee.per().startOf(today), 0));
    }

    /** How far fees are paid after these lines. */
    public List<FeePaid> after(List<QuoteLine> lines) {
        List<FeePaid> after = new ArrayList<>();
        for (StandingFee fee : inForce().map(PlanInForce::standing).orElse(List.of())) {
            long amount = 0;
            for (QuoteLine line : lines) {
                amount += line.kind() == QuoteLine.Kind.FIXED_CHARGE && line.name().equals(fee.name())
                        ? line.amountMinor()
                        : 0;
            }
            FeePaid before = paid(fee);
            long part = before.partMinor() + amount;
            if (amount > 0 && part >= fee.dueOn(today, before.paidUntil())) {
                after.add(new FeePaid(fee.name(), fee.per().endOf(today), 0));
            } else if (amount > 0) {
                after.add(new FeePaid(fee.name(), before.paidUntil(), part));
            }
        }
        return after;
    }

    private long claimable() {
        Optional<FreeUnits> free = inForce().flatMap(PlanInForce::freeUnits);
        if (free.isEmpty()) {
            return 0;
        }
        FreeClaim claim = claim();
        long units = free.get().claimable(month() - claim.month(), claim.claimedUnits());
        return meter.seldom.tokens.isPresent() ? TokenAmounts.atMost(units) : units;
    }

    /** How far free units are claimed after so many more; empty for none. */
    public Optional<FreeClaim> claimed(long units) {
        if (units == 0) {
            return Optional.empty();
        }
        FreeClaim before = claim();
        long claimed = before.claimedUnits() + units;
        long left = inForce().flatMap(PlanInForce::freeUnits)
                .map(free -> free.claimable(month() - before.month(), claimed))
                .orElse(0L);
        return Optional.of(left == 0 ? new FreeClaim(month(), 0) : new FreeClaim(before.month(), claimed));
    }

    private FreeClaim claim() {
        return counters.claim(today);
    }

    private long month() {
        return today.getYear() * 12L + today.getMonthValue() - 1;
    }
}
