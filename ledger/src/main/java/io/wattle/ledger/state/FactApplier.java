package io.wattle.ledger.state;

import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Quantity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the facts of one entry true in the state. Decides nothing; a fact that cannot be true is a broken ledger. */
final class FactApplier {
    private final LedgerState state;
    private final LedgerEntry entry;
    private final long sequence;
    private final ReadingApplier readings;
    private final MeterApplier meters;
    private final TokenApplier tokens;
    private final SupplyApplier supplies;
    private final SaleApplier sales;
    private final CardApplier cards;
    private final AccountApplier accounts;
    private final TariffApplier tariffs;
    private final TillApplier tills;
    private final ProviderApplier providers;
    private final BalanceApplier balances;

    FactApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.entry = entry;
        this.sequence = entry.sequence();
        this.readings = new ReadingApplier(entry);
        this.meters = new MeterApplier(state, entry);
        this.tokens = new TokenApplier(state, entry);
        this.supplies = new SupplyApplier(state, entry);
        this.sales = new SaleApplier(state, entry.sequence());
        this.cards = new CardApplier(state, entry);
        this.accounts = new AccountApplier(state, entry);
        this.tariffs = new TariffApplier(state.tariffs, entry);
        this.tills = new TillApplier(state, entry);
        this.providers = new ProviderApplier(state, entry);
        this.balances = new BalanceApplier(state, entry);
    }

    void apply() {
        if (entry.facts().isEmpty()) {
            throw new IllegalStateException("entry " + sequence + " has no facts");
        }
        Optional<SoldSale> sold = SoldSale.of(entry, state);
        entry.facts().forEach(this::apply);
        sold.ifPresent(sale -> state.recentSales.keep(new RecentSales.Kept(sale, false)));
        entry.facts().forEach(this::check);
        entry.facts().forEach(cards::check);
        entry.facts().forEach(tills::check);
        balances.finish();
        if (entry.key().isPresent()) {
            state.keys.use(entry.key().get(), Contents.of(entry.facts()), sequence, entry.time());
        }
    }

    private void apply(Fact fact) {
        switch (fact) {
            case Fact.MeterRegistered f -> register(f);
            case Fact.ReadingAccepted f -> readings.read(meter(f), f);
            case Fact.PaymentTaken _ -> {
            }
            case Fact.CreditOrdered f -> order(meter(f), f);
            case Fact.CreditSent f -> send(credit(f.creditId()), f);
            case Fact.CreditAnswered f -> answer(credit(f.creditId()), f.answer());
            case Fact.CreditRequeued f -> requeue(credit(f.creditId()));
            case Fact.CreditConfirmed f -> confirm(meter(f), credit(f.creditId()), f.amount().value());
            case Fact.CreditDecided f -> credit(f.creditId()).decidedInMeter = Optional.of(f.inMeter());
            case Fact.CreditFailed f -> fail(meter(f), credit(f.creditId()));
            case Fact.FindingRaised f -> find(meter(f), f);
            case Fact.DisconnectWarned f -> warn(meter(f), f);
            case Fact.SupplyOrdered f -> supplies.order(meter(f), f);
            case Fact.SupplyAnswered f -> supplies.answer(meter(f), f);
            case Fact.Posted f -> {
                state.book.apply(f.postings());
                state.given.posted(f.postings());
            }
            case Fact.FindingClosed f -> state.findings.close(f, entry);
            case Fact.CreditExpired f -> expire(meter(f), credit(f.creditId()));
            case Fact.OverdraftAllowed f -> state.book.allowOverdraft(
                    new AccountKey(AccountType.WALLET, f.account(), f.maximum().unit()), f.maximum().amountMinor());
            case Fact.Corrected f -> requireEarlier(f.corrects());
            case Fact.Forgotten f -> forget(f);
            case Fact.TariffSet f -> meters.tariff(meter(f), f.version());
            case Fact.ChangeAnnounced f -> readings.announce(meter(f), f);
            case Fact.ChangeShown f -> readings.show(meter(f), f);
            case Fact.ChangeLapsed f -> readings.lapse(meter(f), f.changeId());
            case Fact.LateReading f -> readings.late(meter(f), f);
            case Fact.MeterReplaced f -> {
                MeterState by = known(state.meters.get(f.newMeter()), f.newMeter());
                meters.replace(meter(f), by);
                accounts.replace(meter(f), by);
                balances.replace(meter(f), by);
            }
            case Fact.CreditLogged f -> meters.log(meter(f), f);
            case Fact.CreditReattributed f -> reattribute(meter(f), f);
            case Fact.CreditCameLater f -> {
                MeterState meter = meter(f);
                meter.forgetGuess(f.creditId());
            }
            case Fact.SaleMade f -> sales.sell(meter(f), f, isConversion());
            case Fact.KeptInWallet _,Fact.WalletConverted _ -> {
            }
            case DebtFact f -> sales.owe(f);
            case Fact.TokenTermsSet f -> tokens.terms(meter(f), f.terms());
            case Fact.KeyChangePlanned f -> tokens.plan(meter(f), f.to());
            case Fact.TokensOrdered f -> tokens.order(meter(f), f);
            case Fact.TokensIssued f -> tokens.issue(meter(f), f);
            case Fact.TokensRefused f -> tokens.refuse(meter(f), f);
            case Fact.CreditHandedOver f -> end(meter(f), credit(f.creditId()), CreditStatus.State.HANDED_OVER);
            case Fact.CardRedeemed f -> cards.redeem(f);
            case CardFact f -> cards.apply(f);
            case AccountFact f -> accounts.apply(f);
            case PremisesFact.MeterAssigned f -> {
                accounts.apply(f, meter(f));
                balances.assign(meter(f));
            }
            case PremisesFact f -> accounts.apply(f, meter(f));
            case TariffFact f -> tariffs.apply(f);
            case TillFact f -> tills.apply(f);
            case ProviderFact f -> providers.apply(f);
            case BalanceFact f -> balances.apply(f);
            case ImportFact f -> accounts.apply(f);
        }
    }

    private void register(Fact.MeterRegistered fact) {
        MeterState meter = new MeterState(new Fact.MeterRegistered(state.names.known(fact.meter()),
                state.names.known(fact.account()), fact.registerUnit(), fact.balanceUnit(),
                fact.registerModulus(), fact.tariff()), sequence);
        if (!state.meters.putIfAbsent(meter)) {
            throw new IllegalStateException("meter is registered already: " + fact.meter());
        }
        state.accounts.add(meter);
    }

    private void find(MeterState meter, Fact.FindingRaised fact) {
        state.findings.raise(fact, entry);
        readings.find(meter, fact);
    }

    private void order(MeterState meter, Fact.CreditOrdered fact) {
        CreditState credit = new CreditState(fact, sequence, entry.time());
        credit.account = meter.account;
        credit.tariff = revenueOwner();
        state.credits.put(fact.creditId(), credit);
        meter.opened(credit);
    }

    private boolean isConversion() {
        return entry.facts().stream().anyMatch(Fact.WalletConverted.class::isInstance);
    }

    /** A sale by plan names its tariff, and may have no revenue: units can be free, and money go to debts. */
    private String revenueOwner() {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.SaleMade made) {
                return made.sale().tariff();
            }
        }
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Posted posted) {
                for (Posting posting : posted.postings()) {
                    if (posting.type() == AccountType.REVENUE) {
                        return posting.owner();
                    }
                }
            }
        }
        throw new IllegalStateException("entry " + sequence + " sells without revenue");
    }

    private void send(CreditState credit, Fact.CreditSent fact) {
        credit.state(CreditStatus.State.SENT, sequence);
        credit.attempt = fact.attempt();
        credit.reference.ifPresent(state.references::remove);
        credit.reference = fact.reference();
        credit.reference.ifPresent(reference -> state.references.put(reference, credit.creditId));
        state.onTheWay.add(credit);
        credit.sentSequence = sequence;
        credit.sentAt = entry.time();
        state.sentCredits.put(credit.creditId, credit);
    }

    private void requeue(CreditState credit) {
        credit.state(CreditStatus.State.ORDERED, sequence);
        state.sentCredits.remove(credit.creditId);
    }

    private void expire(MeterState meter, CreditState credit) {
        credit.state(CreditStatus.State.EXPIRED, sequence);
        leave(meter, credit);
        state.expire(credit);
    }

    private void leave(MeterState meter, CreditState credit) {
        meter.ended(credit);
        state.sentCredits.remove(credit.creditId);
    }

    private void answer(CreditState credit, Command.Answer answer) {
        switch (answer) {
            case ACCEPTED -> credit.state(CreditStatus.State.ACCEPTED, sequence);
            case UNKNOWN -> credit.state(CreditStatus.State.UNKNOWN, sequence);
            case REFUSED -> {
            } // CreditFailed follows and ends it
        }
    }

    private void confirm(MeterState meter, CreditState credit, long amount) {
        readings.confirm(meter, credit, amount, () -> {
            end(meter, credit, CreditStatus.State.CONFIRMED);
            if (meter.lastBalance().filter(last -> last.value() > 0).isPresent()) {
                meter.forgetWarning();
            }
        });
    }

    private void fail(MeterState meter, CreditState credit) {
        readings.fail(meter, credit);
        state.countersOf(meter, credit.account).ifPresent(sales -> sales.takeBack(credit));
        end(meter, credit, CreditStatus.State.FAILED);
    }

    /** Equal amounts change places: what was booked stays. */
    private void reattribute(MeterState meter, Fact.CreditReattributed fact) {
        meters.reopen(meter, fact.fromCreditId());
        confirm(meter, credit(fact.toCreditId()), fact.amount().value());
    }

    private void warn(MeterState meter, Fact.DisconnectWarned fact) {
        meter.rare().warnedAt = Optional.of(entry.time());
        meter.rare().warnedBalance = fact.balance();
    }

    private void end(MeterState meter, CreditState credit, CreditStatus.State end) {
        Map<String, CreditState> expired = state.expiredCredits.getOrDefault(meter.meter, Map.of());
        if (credit.state == CreditStatus.State.EXPIRED && expired.remove(credit.creditId) != null
                && expired.isEmpty()) {
            state.expiredCredits.remove(meter.meter);
        }
        credit.state(end, sequence);
        leave(meter, credit);
        state.onTheWay.remove(credit);
        state.endedCredits.add(credit.creditId, entry.time());
    }

    private void requireEarlier(long corrected) {
        if (corrected < 1 || corrected >= sequence) {
            throw new IllegalStateException("entry " + sequence + " cannot correct entry " + corrected);
        }
    }

    private void forget(Fact.Forgotten fact) {
        state.keys.forget(fact.keys(), fact.before());
        state.endedCredits.forget(fact.credits(), fact.before(), state::forgetCredit);
        state.endedOrders.forget(fact.orders(), fact.before(), state.orders::remove);
        state.findings.forget(fact.findings(), fact.before());
    }

    private void check(Fact fact) {
        if (fact instanceof Fact.ReadingAccepted reading && reading.reading().balance().isPresent()) {
            MeterState meter = meter(reading);
            requireBookEqualsMeter(meter, reading.reading().balance().get());
            for (CreditState credit : meter.openCredits) {
                credit.reportedNotShown |= credit.state == CreditStatus.State.ACCEPTED;
            }
        }
    }

    private void requireBookEqualsMeter(MeterState meter, Quantity balance) {
        AccountKey account = new AccountKey(AccountType.CREDIT_ON_METER, meter.meter, meter.balanceUnit());
        Quantity booked = state.book.balance(account);
        if (!booked.equals(balance)) {
            throw new IllegalStateException("meter " + meter.meter + " shows " + balance + ", the book has " + booked
                    + " after entry " + sequence);
        }
    }

    private MeterState meter(Fact.OfMeter fact) {
        return known(state.meters.get(fact.meter()), fact.meter());
    }

    private CreditState credit(String creditId) {
        return known(state.credits.get(creditId), creditId);
    }

    private <T> T known(@Nullable T found, String name) {
        return Objects.requireNonNull(found, () -> "entry " + sequence + " is about something unknown: " + name);
    }
}
