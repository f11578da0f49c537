package io.wattle.ledger.state;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.Book;
import io.wattle.ledger.book.Names;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.SupplyOrder;
import io.wattle.ledger.provider.ProviderView;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.till.TillView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that the ledger knows, in memory. For the ledger thread. Deciding reads it; only applying an entry changes it. */
public final class LedgerState extends SaleAnswers {
    /** Shared by the meters and the book. */
    final Names names = new Names(name -> accounts.nameOf(name, meters));
    public final Book book = new Book(names);
    public final GivenMoney given = new GivenMoney(book);
    public final Map<String, CreditState> credits = new LinkedHashMap<>();
    public final Map<String, OrderState> orders = new LinkedHashMap<>();
    final Map<String, OrderState> openOrders = new LinkedHashMap<>();
    /** Credits that may be in their meters, in the order in which they were sent last: so they expire. */
    public final Map<String, CreditState> sentCredits = new LinkedHashMap<>();
    /** Expired credits that are not decided yet, of each meter that has some. */
    public final Map<String, Map<String, CreditState>> expiredCredits = new HashMap<>();
    public final Ended endedCredits = new Ended();
    public final Ended endedOrders = new Ended();
    public final Findings findings = new Findings();
    public final UsedKeys keys = new UsedKeys();
    /** Credits that their meters name otherwise, by that name. */
    final Map<String, String> references = new HashMap<>();
    public final OnTheWay onTheWay = new OnTheWay();
    public final Cards cards = new Cards();
    public final Imports imports = new Imports();
    public final Tills tills = new Tills(book);
    public final RecentSales recentSales = new RecentSales();
    public final ProviderPayments providerPayments = new ProviderPayments();
    private long lastSequence;
    private Instant lastTime = Instant.MIN;

    /**
     * Makes an entry true: the same code when it was just decided and when it is replayed.
     *
     * @throws IllegalStateException if the entry does not follow, or breaks a rule of the book
     */
    public void apply(LedgerEntry entry) {
        if (entry.sequence() != lastSequence + 1) {
            throw new IllegalStateException("entry " + entry.sequence() + " cannot follow entry " + lastSequence);
        }
        if (entry.time().isBefore(lastTime)) {
            throw new IllegalStateException("entry " + entry.sequence() + " is of " + entry.time()
                    + ", earlier than the one before: " + lastTime);
        }
        new FactApplier(this, entry).apply();
        lastSequence = entry.sequence();
        lastTime = entry.time();
    }

    /** The credit that a meter's log calls so; null if none is known. */
    @Nullable
    public CreditState creditNamed(String reference) {
        return credits.get(references.getOrDefault(reference, reference));
    }

    void forgetCredit(String creditId) {
        CreditState credit = credits.remove(creditId);
        if (credit != null) {
            credit.reference.ifPresent(references::remove);
        }
    }

    /** Puts back how far it had come; see {@link StateCodec}, as for the others of this name. */
    void restore(long sequence, Instant time) {
        lastSequence = sequence;
        lastTime = time;
    }

    void restore(MeterState meter) {
        meters.putIfAbsent(meter);
        accounts.add(meter);
        meter.seldom.tokens.ifPresent(tokens -> tokens.open.forEach(one -> openTokens.put(one.sequence(), one)));
    }

    /** After its meter, and in the order in which credits were ordered. */
    void restore(CreditState credit) {
        credits.put(credit.creditId, credit);
        if (credit.isOpen()) {
            restored(credit.meter).opened(credit);
        }
        credit.reference.ifPresent(reference -> references.put(reference, credit.creditId));
        if (credit.attempt > 0 && !credit.hasEnded()) {
            onTheWay.add(credit);
        }
    }

    /** After its meter, and in the order in which they were given. */
    void restore(OrderState order) {
        orders.put(order.order().orderId(), order);
        if (order.isOpen()) {
            openOrders.put(order.order().orderId(), order);
            restored(order.order().meter()).rare().openOrder = Optional.of(order.order());
        }
    }

    /** After everything else: what follows from it, in the order in which it came about. */
    void restoreRest() {
        servers.all().forEach(server -> servers.restore(server, restored(server.meter)));
        credits.values()
                .stream()
                .filter(CreditState::mayHaveArrived)
                .sorted(Comparator.comparingLong(credit -> credit.sentSequence))
                .forEach(credit -> sentCredits.put(credit.creditId, credit));
        credits.values()
                .stream()
                .filter(credit -> credit.state == CreditStatus.State.EXPIRED)
                .sorted(Comparator.comparingLong((CreditState credit) -> credit.stateSequence)
                        .thenComparingLong(credit -> credit.sentSequence))
                .forEach(this::expire);
        names.forget();
    }

    void restore(ServerMeter server) {
        servers.add(server);
    }

    /** Sets an expired credit apart. */
    void expire(CreditState credit) {
        expiredCredits.computeIfAbsent(credit.meter, _ -> new LinkedHashMap<>()).put(credit.creditId, credit);
    }

    private MeterState restored(String meter) {
        return Objects.requireNonNull(meters.get(meter), () -> "a state has something for an unknown meter: " + meter);
    }

    /** When the last entry was decided. */
    public Instant lastTime() {
        return lastTime;
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public Optional<MeterStatus> meter(String meter) {
        return Optional.ofNullable(meters.get(meter)).map(known -> status(known, lastTime));
    }

    @Override
    public List<MeterStatus> meters() {
        return meters.all().stream().map(known -> status(known, lastTime)).toList();
    }

    @Override
    public Optional<CreditStatus> credit(String creditId) {
        return Optional.ofNullable(credits.get(creditId)).map(CreditState::status);
    }

    @Override
    public List<CreditStatus> openCredits() {
        return meters.all()
                .stream()
                .flatMap(meter -> meter.openCredits.stream())
                .sorted(Comparator.comparingLong(credit -> credit.orderedSequence))
                .map(CreditState::status)
                .toList();
    }

    @Override
    public List<CreditStatus> openCreditsOf(String meter) {
        MeterState known = meters.get(meter);
        return known == null ? List.of() : known.openCredits.stream().map(CreditState::status).toList();
    }

    @Override
    public List<CreditStatus> expiredCredits() {
        return expiredCredits.values()
                .stream()
                .flatMap(ofMeter -> ofMeter.values().stream())
                .map(CreditState::status)
                .toList();
    }

    @Override
    public List<FindingStatus> openFindings() {
        return findings.open().stream().map(FindingState::status).toList();
    }

    @Override
    public Optional<FindingStatus> finding(String findingId) {
        return findings.get(findingId).map(FindingState::status);
    }

    @Override
    public List<FindingStatus> findingsOf(String meter) {
        return findings.of(meter).stream().map(FindingState::status).toList();
    }

    @Override
    public Optional<SupplyOrder> openOrderOf(String meter) {
        return Optional.ofNullable(meters.get(meter)).flatMap(known -> known.openOrder());
    }

    @Override
    public List<SupplyOrder> openOrders() {
        Collection<OrderState> open = openOrders.values();
        return open.stream().map(OrderState::order).toList();
    }

    @Override
    public List<PlanVersion> tariffs() {
        return List.copyOf(tariffs.versions());
    }

    @Override
    public Optional<PlanVersion> tariff(String name, int version) {
        return tariffs.version(name, version);
    }

    @Override
    public Optional<TariffPlan> tariffFor(Unit.Kind service, String currency, Instant at, String customerClass,
            String subClass) {
        return tariffs.planFor(service, currency, at, customerClass, subClass);
    }

    @Override
    public Optional<TariffHistory> tariffHistory(Unit.Kind service, String currency, String customerClass,
            String subClass) {
        return tariffs.history(service, currency, customerClass, subClass);
    }

    @Override
    public CardVerification verifyCards(CardRange range, LocalDate today) {
        return CardVerifying.look(cards, range, today);
    }

    @Override
    public Optional<CardStatus> card(CardSerial serial) {
        return cards.status(serial);
    }

    @Override
    public Optional<CardStatus> card(CardHash hash) {
        return cards.status(hash);
    }

    @Override
    public List<CardBatchStatus> cardBatches() {
        return cards.batches().stream().map(CardBatchState::status).toList();
    }

    @Override
    public Optional<CardBatchStatus> cardBatch(String batchId) {
        return Optional.ofNullable(cards.batch(batchId)).map(CardBatchState::status);
    }

    @Override
    public AccountsView accounts() {
        return new AccountQuestions(this);
    }

    @Override
    public TillView till() {
        return tills;
    }

    @Override
    public ProviderView providerPayments() {
        return providerPayments;
    }

    @Override
    public Quantity balance(AccountKey account) {
        return book.balance(account);
    }

    @Override
    public String stateHash() {
        return StateHash.of(this);
    }

    @Override
    public Optional<Outcome.Refused> notSold(String meter) {
        return AccountGuard.sold(meter, this)
                .map(refuse -> new Outcome.Refused(refuse.reason(), refuse.field(), refuse.detail()));
    }
}
