package io.wattle.ledger.simulation;

import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Balances that live in the ledger, reckoned from what was said about them alone: no price is known here. */
final class ModelBalances {
    static final String IN_MONEY = "s1";
    static final String IN_UNITS = "s2";
    /** Who can have a meter, one after another. */
    static final int ACCOUNTS = 4;
    final Set<String> registered = new HashSet<>();
    final Set<String> kept = new HashSet<>();
    /** By the account that has it. */
    private final Map<String, Long> balances = new HashMap<>();
    /** Who has each meter now. */
    private final Map<String, String> holders = new HashMap<>();
    /** What each payment brought, if it was not given back. */
    private final Map<String, Long> paid = new HashMap<>();
    /** What is deducted, by the meter and the deduction's name. */
    private final Map<String, Map<String, Deduction>> deductions = new HashMap<>();
    /** What was ordered last, until the normal limit is back. */
    private final Map<String, BalanceFact.LimitOrdered> limits = new HashMap<>();
    private final Map<String, TreeMap<Instant, UsagePoint>> points = new HashMap<>();

    static boolean isOne(String meter) {
        return meter.equals(IN_MONEY) || meter.equals(IN_UNITS);
    }

    static String accountOf(String meter) {
        return "of " + meter;
    }

    /** One of those that have it in turn. */
    static String accountOf(String meter, int number) {
        return accountOf(meter) + (number == 0 ? "" : " " + number);
    }

    static boolean isAccount(String account) {
        return account.startsWith(accountOf(IN_MONEY)) || account.startsWith(accountOf(IN_UNITS));
    }

    String holderOf(String meter) {
        return holders.getOrDefault(meter, accountOf(meter));
    }

    /** Who comes and who goes; after all that the entry moved before. */
    void settle(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.MeterRegistered f -> registered.add(f.meter());
                case PremisesFact.MeterAssigned f -> assign(f);
                case AccountFact.UnitsSettled f -> settle(f);
                case AccountFact.AccountClosed f when isAccount(f.account()) -> close(f);
                default -> {
                } // nobody comes or goes
            }
        }
    }

    /** What was before is settled, and stays with who had it. */
    private void assign(PremisesFact.MeterAssigned fact) {
        String meter = fact.meter();
        holders.put(meter, fact.account());
        of(meter).clear();
        TreeMap<Instant, UsagePoint> known = points.getOrDefault(meter, new TreeMap<>());
        Check.that(known.isEmpty() || known.lastEntry().getValue().quality().isReal(), "by an estimate: %s", fact);
        while (known.size() > 1) {
            known.pollFirstEntry();
        }
    }

    private void settle(AccountFact.UnitsSettled fact) {
        Check.that(balances.getOrDefault(fact.account(), 0L) == fact.units().value() && !fact.units().isZero()
                && fact.money().amountMinor() >= 0, "settled are not the units that were there: %s", fact);
        balances.put(fact.account(), 0L);
    }

    /** Nothing stays behind, and no meter. */
    private void close(AccountFact.AccountClosed fact) {
        Check.that(kept.stream().noneMatch(meter -> holderOf(meter).equals(fact.account())), "has a meter: %s", fact);
        Check.that(balances.getOrDefault(fact.account(), 0L) == 0
                || fact.account().startsWith(accountOf(IN_MONEY)), "has units: %s", fact);
        balances.put(fact.account(), 0L);
    }

    static Unit unitOf(String meter) {
        return meter.equals(IN_MONEY) ? Unit.money("USD") : Unit.WATT_HOUR;
    }

    /** A payment of a meter whose balance is money: all of it but what was due, and that only where a tariff says so. */
    void pay(Fact.PaymentTaken payment, LedgerEntry entry) {
        long due = 0;
        boolean reached = false;
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.SaleMade made) {
                due = made.sale().moneyMinor() - made.sale().sum(Kind.WALLET);
            }
            Check.that(!(fact instanceof Fact.CreditOrdered), "sold into a meter that has no balance: %s", entry);
            reached |= fact instanceof BalanceFact.BalancePaid paid && paid.meter().equals(payment.meter());
        }
        Check.that(reached, "%s did not reach the balance", payment);
        if (payment.meter().equals(IN_MONEY)) {
            long amount = payment.tender().amountMinor() - due;
            Check.that(entry.facts()
                    .contains(new BalanceFact.BalancePaid(IN_MONEY, payment.paymentId(),
                            unitOf(IN_MONEY).of(amount))),
                    "of %s must be left %d", payment, amount);
        }
    }

    void giveBack(TillFact.SaleReversed fact) {
        balances.merge(fact.account(), -Objects.requireNonNull(paid.remove(fact.saleId()), fact.saleId()), Long::sum);
    }

    void apply(BalanceFact fact, LedgerEntry entry) {
        String meter = fact.meter();
        switch (fact) {
            case BalanceFact.BalanceKept f ->
                Check.that(kept.add(meter) && f.unit().equals(unitOf(meter)), "kept twice: %s", f);
            case BalanceFact.UsageRead f -> {
                TreeMap<Instant, UsagePoint> known = points.computeIfAbsent(meter, _ -> new TreeMap<>());
                Check.that(!falls(known, f.point()) || wasFound(entry), "a register fell without a finding: %s", entry);
                read(known, f.point());
            }
            case BalanceFact.DeductionsReversed f -> f.deductionIds()
                    .forEach(id -> add(meter, Objects.requireNonNull(of(meter).remove(id), id).charged().value()));
            case BalanceFact.UsageDeducted f -> {
                Check.that(of(meter).put(f.deduction().deductionId(), f.deduction()) == null, "twice: %s", f);
                add(meter, -f.deduction().charged().value());
            }
            case BalanceFact.DayCharged f -> {
                Check.that(f.day().isBefore(f.next()), "charged again: %s", f);
                add(meter, -f.total().amountMinor());
            }
            case BalanceFact.BalancePaid f -> {
                paid.put(f.paymentId(), f.amount().value());
                add(meter, f.amount().value());
            }
            case BalanceFact.CreditGranted f -> add(meter, f.amount().value());
            case BalanceFact.LimitOrdered f -> {
                Check.that(kept.contains(meter) && (!f.normal() || limits.containsKey(meter)), "cannot be: %s", f);
                limits.put(meter, f);
            }
            case BalanceFact.LimitAnswered f -> {
                BalanceFact.LimitOrdered last = Objects.requireNonNull(limits.get(meter), () -> "never ordered: " + f);
                if (last.normal() && f.answer() == Command.Answer.ACCEPTED) {
                    limits.remove(meter);
                }
            }
            case BalanceFact.LimitWithdrawn f -> {
                BalanceFact.LimitOrdered last = limits.remove(meter);
                Check.that(last != null && !last.normal(), "it may be limited: %s", f);
            }
            case BalanceFact.WarningDaysSet f -> Check.that(f.days() >= 0 && f.days() <= 90, "%s in %s", f, entry);
        }
    }

    /** Whether a newest reading is below the real one before it. No register of the simulation rolls over or is reset. */
    private static boolean falls(Map<Instant, UsagePoint> known, UsagePoint point) {
        List<UsagePoint> real = known.values().stream().filter(one -> one.quality().isReal()).toList();
        return !real.isEmpty() && point.quality().isReal() && real.getLast().takenAt().isBefore(point.takenAt())
                && point.register() < real.getLast().register();
    }

    private static boolean wasFound(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .anyMatch(fact -> fact instanceof Fact.FindingRaised found
                        && found.kind() == Fact.FindingKind.REGISTER_WENT_BACK);
    }

    private static void read(Map<Instant, UsagePoint> known, UsagePoint point) {
        if (point.quality().isReal()) {
            known.values()
                    .removeIf(one -> !one.quality().isReal() && (one.takenAt().isBefore(point.takenAt())
                            || one.register() < point.register()));
        }
        known.put(point.takenAt(), point);
    }

    /** What is deducted in all is what went through the register in all, whatever came late or was put right. */
    void require(LedgerState state) {
        for (String meter : kept) {
            AccountType type = meter.equals(IN_MONEY) ? AccountType.WALLET : AccountType.SERVER_UNITS;
            for (int i = 0; i < ACCOUNTS; i++) {
                String account = accountOf(meter, i);
                long found = state.balance(new AccountKey(type, account, unitOf(meter))).value();
                Check.that(found == balances.getOrDefault(account, 0L), "the balance of %s must be %d, was: %d",
                        account,
                        balances.getOrDefault(account, 0L), found);
            }
            TreeMap<Instant, UsagePoint> known = points.getOrDefault(meter, new TreeMap<>());
            long used = of(meter).values().stream().mapToLong(Deduction::consumed).sum();
            long counted = 0;
            long before = known.isEmpty() ? 0 : known.firstEntry().getValue().register();
            for (UsagePoint point : known.values()) {
                counted += Math.max(0, point.register() - before); // one that went back is found, and counts from there
                before = point.register();
            }
            Check.that(used == counted, "%s used %d by its register, and %d are deducted: %s %s", meter, counted, used,
                    known, of(meter));
        }
    }

    private Map<String, Deduction> of(String meter) {
        return deductions.computeIfAbsent(meter, _ -> new HashMap<>());
    }

    private void add(String meter, long change) {
        balances.merge(holderOf(meter), change, Long::sum);
    }
}
