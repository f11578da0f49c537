package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.book.AccountType;
import static io.wattle.ledger.simulation.InEntry.ordered;
import static io.wattle.ledger.simulation.InEntry.sale;
import static io.wattle.ledger.simulation.InEntry.unbacked;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.token.TokenOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What every customer has, where every credit is and what every meter shows, reckoned anew from what was accepted. */
final class ModelFigures {
    /** How far a balance may be off without being a finding. */
    static final long TOLERANCE_UNITS = 5;
    /** Less than any rise that the simulation injects, more than all credits under way together. */
    private static final long INJECTED_MIN = 50_000;

    final ModelBook book = new ModelBook();
    final ModelTokens tokens = new ModelTokens();
    final ModelSales sales = new ModelSales();
    final ModelCards cards = new ModelCards();
    final ModelAccounts accounts = new ModelAccounts();
    final ModelTariffs tariffs = new ModelTariffs();
    final ModelTill till = new ModelTill();
    final ModelProviders providers = new ModelProviders();
    final ModelBalances balances = new ModelBalances();
    final Map<String, ModelCredit> credits = new LinkedHashMap<>();
    /** Money of each customer, in cents. */
    final Map<String, Long> wallets = new HashMap<>();
    /** Balance that each meter showed last. */
    final Map<String, Quantity> shown = new HashMap<>();
    final List<Fact.FindingRaised> findings = new ArrayList<>();
    final List<Fact.SupplyOrdered> orders = new ArrayList<>();
    /** Credits that were sent and of which nobody has seen yet what the meter made of them. */
    final List<ModelCredit> justSent = new ArrayList<>();
    private final World world;
    private final Set<String> identifiers = new HashSet<>();
    private final Map<String, Long> injectedSeen = new HashMap<>();

    ModelFigures(World world) {
        this.world = world;
    }

    void apply(LedgerEntry entry) {
        accounts.apply(entry);
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.PaymentTaken f when ModelBalances.isOne(f.meter()) -> {
                    balances.pay(f, entry);
                    sales.take(f, 0, Optional.empty(), sale(entry));
                }
                case Fact.PaymentTaken f -> pay(f, ordered(entry), entry);
                case Fact.MeterRegistered f -> balances.registered.add(f.meter());
                case BalanceFact f -> balances.apply(f, entry);
                case Fact.WalletConverted f -> convert(f, ordered(entry), entry);
                case DebtFact f -> sales.owe(f);
                case Fact.CreditSent f -> send(credit(f.creditId()), f.attempt(), entry);
                case Fact.TokenTermsSet f -> tokens.terms.put(f.meter(), f.terms());
                case Fact.TokensOrdered f -> tokens.order(f, entry.time());
                case Fact.TokensIssued f -> handOut(tokens.issue(f));
                case Fact.TokensRefused f -> tokens.end(f.tokensId());
                case Fact.CreditHandedOver f -> {
                    credit(f.creditId()).handOver(f.amount());
                    world.meter(f.meter()).meddled = true; // if it is read one day, before the token is entered
                }
                case Fact.CreditRequeued f -> credit(f.creditId()).sent = false;
                case Fact.CreditConfirmed f -> credit(f.creditId()).confirm(f.amount());
                // If the person was quicker than the reading, the reading finds a rise that nothing is left to explain.
                case Fact.CreditDecided f -> world.meter(f.meter()).meddled = true;
                case Fact.CreditFailed f -> fail(credit(f.creditId()));
                case Fact.CreditExpired f -> expire(credit(f.creditId()), entry.time());
                case Fact.ReadingAccepted f -> f.reading().balance().ifPresent(balance -> show(f, balance, entry));
                case Fact.FindingRaised f -> find(f);
                case Fact.SupplyOrdered f -> order(f);
                case Fact.OverdraftAllowed f -> book.allow(f.account(), f.maximum().amountMinor());
                case Fact.CardRedeemed f -> cards.redeem(f);
                case CardFact f -> cards.apply(f);
                case AccountFact.MoneyMoved f -> move(f);
                case AccountFact.AccountClosed f -> close(f, entry);
                case TariffFact f -> tariffs.apply(f, entry);
                case TillFact.SaleReversed f -> {
                    till.apply(f);
                    reverse(f);
                }
                case TillFact f -> till.apply(f);
                case ProviderFact f -> providers.apply(f, entry);
                case Fact.Corrected _ -> correct(entry);
                case Fact.Posted f -> book.post(f.postings(), entry.sequence());
                default -> {
                } // moves nothing that is reckoned here
            }
        }
    }

    /** The wallet has what it had before, if nothing else came between; what was paid off is owed again. */
    private void reverse(TillFact.SaleReversed fact) {
        ModelSales.Sold sold = sales.giveBack(fact);
        if (ModelBalances.isOne(fact.meter())) {
            balances.giveBack(fact);
            return;
        }
        long price = sold.creditId()
                .filter(_ -> fact.unitsFromMeter() > 0)
                .map(this::credit)
                .map(one -> one.price)
                .orElse(0L);
        wallets.merge(fact.account(), price + sold.dues() - fact.amount().amountMinor(), Long::sum);
    }

    private void move(AccountFact.MoneyMoved fact) {
        long minor = fact.amount().amountMinor();
        if (fact.move().from() == AccountType.WALLET) {
            wallets.merge(fact.account(), -minor, Long::sum);
        }
        if (fact.move().to() == AccountType.WALLET) {
            wallets.merge(fact.move() == MoneyMove.TRANSFER ? fact.other() : fact.account(), minor, Long::sum);
        }
        if (fact.move().paysDebt()) {
            sales.settle(fact.account(), fact.other(), minor);
        }
    }

    /** All that the account had and did not owe goes out, and nothing stays behind. */
    private void close(AccountFact.AccountClosed fact, LedgerEntry entry) {
        long left = wallets.getOrDefault(fact.account(), 0L);
        for (Fact beside : entry.facts()) {
            if (beside instanceof AccountFact.MoneyMoved moved) {
                left += (moved.move().to() == AccountType.WALLET ? 1 : -1) * moved.amount().amountMinor();
            }
        }
        Check.that(left >= 0, "closed and owing %d: %s", left, fact);
        wallets.merge(fact.account(), -left, Long::sum);
        long rest = left;
        fact.transferTo().ifPresent(to -> wallets.merge(to, rest, Long::sum));
        Check.that(fact.leaveDebts() || sales.owedBy(fact.account()) == InEntry.debtsPaid(entry), "debts are left: %s",
                fact);
    }

    private void convert(Fact.WalletConverted fact, Optional<Fact.CreditOrdered> ordered, LedgerEntry entry) {
        issue(fact.paymentId());
        Fact.SaleMade sale = sale(entry).orElseThrow();
        long wallet = wallets.getOrDefault(fact.account(), 0L);
        long left = sales.spend(sale, fact.account(), wallet, ordered);
        wallets.put(fact.account(), wallet - sale.sale().moneyMinor() + left);
        ordered.ifPresent(credit -> keep(credit, fact.meter()));
    }

    private void keep(Fact.CreditOrdered credit, String meter) {
        issue(credit.creditId());
        credits.put(credit.creditId(),
                new ModelCredit(credit.creditId(), meter, world.meter(meter).account, credit.amount().value(),
                        credit.price().amountMinor()));
    }

    /** The tariff's own arithmetic: whole units for all the money, rounded down; their price rounded up. */
    private void pay(Fact.PaymentTaken payment, Optional<Fact.CreditOrdered> ordered, LedgerEntry entry) {
        issue(payment.paymentId());
        TrueMeter meter = world.meter(payment.meter());
        Check.that(payment.account().equals(meter.account), "%s pays for a meter of %s", payment, meter.account);
        Optional<Fact.SaleMade> sale = sale(entry);
        if (sale.isPresent()) {
            long wallet = wallets.getOrDefault(meter.account, 0L) + payment.tender().amountMinor();
            long left = sales.spend(sale.get(), meter.account, wallet, ordered);
            wallets.put(meter.account, wallet - sale.get().sale().moneyMinor() + left);
            ordered.ifPresent(credit -> keep(credit, meter.name));
            long price = ordered.map(credit -> credit.price().amountMinor()).orElse(0L);
            sales.take(payment, sale.get().sale().moneyMinor() - left - price, ordered, sale);
            return;
        }
        long price = World.price(meter.unit);
        long purse = wallets.getOrDefault(meter.account, 0L) + payment.tender().amountMinor();
        long bought = purse > 0 ? purse * 1_000 / price : 0;
        long units = tokens.terms.containsKey(meter.name) ? bought / 100 * 100 : bought;
        long cost = (units * price + 999) / 1_000;
        Check.that(units == ordered.map(credit -> credit.amount().value()).orElse(0L)
                && cost == ordered.map(credit -> credit.price().amountMinor()).orElse(0L),
                "%s with %d in all buys %d for %d, was: %s", payment, purse, units, cost, ordered);
        wallets.put(meter.account, purse - cost);
        sales.take(payment, 0, ordered, Optional.empty());
        ordered.ifPresent(credit -> keep(credit, meter.name));
    }

    private void send(ModelCredit credit, int attempt, LedgerEntry entry) {
        Check.that(credit.isOrdered() && attempt == credit.attempt + 1, "%s was sent out of turn", credit.creditId);
        credit.attempt = attempt;
        credit.sent = true;
        credit.sentAt = entry.time();
        if (entry.facts().stream().noneMatch(Fact.TokensOrdered.class::isInstance)) {
            justSent.add(credit);
        }
    }

    /** Before a token is made nothing is on its way. */
    private void handOut(Fact.TokensOrdered order) {
        if (order.order() instanceof TokenOrder.Credit(String creditId)) {
            justSent.add(credit(creditId));
        }
    }

    private void fail(ModelCredit credit) {
        credit.fail();
        TrueMeter meter = world.meter(credit.meter);
        // What came is paid.
        wallets.merge(credit.account, credit.price * credit.rest / credit.units, Long::sum);
        meter.meddled |= meter.hasLoaded(credit.creditId);
    }

    private void expire(ModelCredit credit, Instant time) {
        Check.that(credit.sentAt.isBefore(time.minus(Model.CREDIT_WINDOW)), "%s expired too early", credit.creditId);
        credit.expire();
        world.meter(credit.meter).meddled = true; // what a late reading shows may be found first, and explained later
    }

    /** A rise that nobody sold must be found by the first balance that has it; without one there is nothing to find. */
    private void show(Fact.ReadingAccepted fact, Quantity balance, LedgerEntry entry) {
        TrueMeter meter = world.meter(fact.meter());
        long injected = meter.injectedAt(fact.reading());
        long rise = injected - injectedSeen.getOrDefault(meter.name, 0L);
        List<Fact.FindingRaised> found = unbacked(entry);
        boolean isFirst = shown.put(meter.name, balance) == null;
        // Nobody knows of these whether they are in that balance; more than two at once later are not made out.
        meter.meddled |= isFirst
                && credits.values().stream().anyMatch(one -> one.isSent() && one.meter.equals(meter.name));
        Check.that(isFirst || rise < INJECTED_MIN || found.stream().anyMatch(f -> isFound(f, rise)),
                "nobody found that %s rose by %d: %s", meter.name, rise, entry);
        Check.that(meter.meddled || found.isEmpty(), "a false alarm: %s", found);
        injectedSeen.put(meter.name, injected);
    }

    private static boolean isFound(Fact.FindingRaised finding, long rise) {
        return finding.quantity().filter(found -> found.value() > rise / 2).isPresent();
    }

    private void find(Fact.FindingRaised finding) {
        issue(finding.findingId());
        findings.add(finding);
    }

    private void order(Fact.SupplyOrdered order) {
        issue(order.orderId());
        orders.add(order);
    }

    private void correct(LedgerEntry entry) {
        InEntry.postings(entry)
                .filter(posting -> posting.type() == AccountType.WALLET)
                .forEach(posting -> wallets.merge(posting.owner(), posting.change().value(), Long::sum));
    }

    private void issue(String identifier) {
        Check.that(identifiers.add(identifier), "%s was issued twice", identifier);
    }

    /** Units of a meter's credits that are in one place. */
    long units(String meter, ModelCredit.Place place) {
        return credits.values()
                .stream()
                .filter(credit -> credit.meter.equals(meter) && credit.place == place)
                .mapToLong(credit -> credit.rest)
                .sum();
    }

    /** Units of a meter's credits that nothing will ever prove. */
    long handedOver(String meter) {
        return credits.values()
                .stream()
                .filter(credit -> credit.meter.equals(meter) && credit.handedOver)
                .mapToLong(credit -> credit.rest)
                .sum();
    }

    /** Units that were sold for a meter and not taken back. */
    long sold(String meter) {
        return credits.values()
                .stream()
                .filter(credit -> credit.meter.equals(meter))
                .mapToLong(credit -> credit.failed ? credit.units - credit.rest : credit.units)
                .sum();
    }

    void requireNoneSentBefore(Instant oldest) {
        credits.values()
                .forEach(credit -> Check.that(!credit.isSent() || !credit.sentAt.isBefore(oldest),
                        "%s was sent at %s and should have expired", credit.creditId, credit.sentAt));
    }

    private ModelCredit credit(String creditId) {
        return Objects.requireNonNull(credits.get(creditId), () -> "there is no credit " + creditId);
    }
}
