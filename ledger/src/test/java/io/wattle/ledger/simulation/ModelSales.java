package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.tariff.sale.QuoteLine;
import io.wattle.ledger.tariff.sale.QuoteLine.Kind;
import io.wattle.ledger.vending.Sale;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is known of sales by plan without knowing a tariff: their parts add up, and nobody pays off more than is owed. */
final class ModelSales {
    private final Map<String, Long> owed = new HashMap<>();
    private final Map<String, Sold> sold = new LinkedHashMap<>();

    /** What a payment went to besides the wallet and its credit. */
    record Sold(Fact.PaymentTaken payment, long dues, Optional<String> creditId, Map<String, Long> debts) {}

    void take(Fact.PaymentTaken payment, long dues, Optional<Fact.CreditOrdered> ordered,
            Optional<Fact.SaleMade> made) {
        Map<String, Long> debts = new HashMap<>();
        made.ifPresent(sale -> {
            for (QuoteLine line : sale.sale().lines()) {
                if (line.kind() == Kind.ARREARS) {
                    debts.merge(name(payment.account(), line.name()), line.amountMinor(), Long::sum);
                }
            }
        });
        sold.put(payment.paymentId(),
                new Sold(payment, dues, ordered.map(Fact.CreditOrdered::creditId), debts));
    }

    /** Of payments that were not given back, oldest first. */
    List<String> paymentIds() {
        return List.copyOf(sold.keySet());
    }

    /** Once, and all of it. */
    Sold giveBack(TillFact.SaleReversed fact) {
        Sold one = sold.remove(fact.saleId());
        Check.that(one != null && one.payment().tender().equals(fact.amount())
                && one.payment().account().equals(fact.account()), "gives back what was not paid: %s", fact);
        Sold back = Objects.requireNonNull(one);
        back.debts().forEach((name, minor) -> owed.merge(name, minor, Long::sum));
        return back;
    }

    void owe(DebtFact fact) {
        switch (fact) {
            case DebtFact.DebtAdded f -> {
                String name = name(f.account(), f.debt().name());
                Check.that(owed.getOrDefault(name, 0L) == 0, "%s is owed twice", name);
                owed.put(name, f.amount().amountMinor());
            }
            case DebtFact.DebtForgiven f -> {
                long rest = owed.merge(name(f.account(), f.debt()), -f.amount().amountMinor(), Long::sum);
                Check.that(rest >= 0, "more is forgiven than is owed: %s", f);
            }
            case DebtFact.PlanChanged f -> Check.that(owed.getOrDefault(name(f.account(), f.debt().name()), 0L) > 0,
                    "nothing is owed and yet paid off by another plan: %s", f);
        }
    }

    void settle(String account, String debt, long minor) {
        long rest = owed.merge(name(account, debt), -minor, Long::sum);
        Check.that(rest >= 0, "%s pays off more than is owed for %s", account, debt);
    }

    long owedBy(String account) {
        return owed.entrySet()
                .stream()
                .filter(one -> one.getKey().startsWith(account + "/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What is left in the wallet of what was to be spent. */
    long spend(Fact.SaleMade fact, String account, long available, Optional<Fact.CreditOrdered> ordered) {
        Sale sale = fact.sale();
        long sum = 0;
        long taxes = 0;
        for (QuoteLine line : sale.lines()) {
            sum += line.adds() ? line.amountMinor() : 0;
            taxes += line.kind() == Kind.TAX || line.kind() == Kind.INCLUDED_TAX ? line.amountMinor() : 0;
            if (line.kind() == Kind.ARREARS) {
                long rest = owed.merge(name(account, line.name()), -line.amountMinor(), Long::sum);
                Check.that(rest >= 0, "%s pays off more than is owed: %s", account, line);
            }
        }
        Check.that(sum == sale.moneyMinor() && sale.moneyMinor() <= available, "%s does not add up to %d of %d", sale,
                sale.moneyMinor(), available);
        Check.that(sale.units() + sale.freeUnits() == ordered.map(credit -> credit.amount().value()).orElse(0L),
                "%s ordered %s", sale, ordered);
        long refundable = ordered.map(credit -> credit.price().amountMinor()).orElse(0L);
        Check.that(refundable <= sum - sale.sum(Kind.WALLET) - sale.sum(Kind.ARREARS) && taxes >= 0,
                "%s would give back more than it took: %s", sale, ordered);
        Check.that(sale.around().walletAfterMinor() == available - sale.moneyMinor() + sale.sum(Kind.WALLET),
                "%s says %s, and %d were there", fact, sale.around(), available);
        return sale.sum(Kind.WALLET);
    }

    private static String name(String account, String debt) {
        return account + "/" + debt;
    }
}
