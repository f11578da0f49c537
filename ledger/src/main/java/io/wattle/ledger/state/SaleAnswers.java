package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Standing;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.sale.SaleContext;
import io.wattle.ledger.token.TokenTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What the state answers about selling: by which plan, as which tokens, and what is owed. The base of {@link LedgerState}. */
abstract class SaleAnswers implements LedgerView {
    private static final List<Unit.Kind> SERVICES = List.of(Unit.Kind.ENERGY, Unit.Kind.VOLUME, Unit.Kind.GAS);
    public final MeterTable meters = new MeterTable();
    public final TariffBook tariffs = new TariffBook();
    public final DebtBook debts = new DebtBook();
    public final Accounts accounts = new Accounts();
    public final ServerBalances servers = new ServerBalances();
    public final SupplyLimits limits = new SupplyLimits();
    /** Tokens that are ordered and not made or refused, by the entry that ordered them. */
    public final NavigableMap<Long, TokenOrderStatus> openTokens = new TreeMap<>();

    /** By what is sold to a meter now; empty for one whose balance is money, and where no plan is in force. */
    public Optional<TariffPlan> planFor(MeterState meter, String currency, Instant at) {
        return meter.balanceUnit().kind() == Unit.Kind.MONEY
                ? Optional.empty()
                : planFor(meter, currency, at, accounts.terms(meter.account));
    }

    /**
     * What an account's other charges are taxed by: the plan of a service that a meter of it has, electricity first; of any
     * service if it has no meter.
     */
    public Optional<PlanInForce> planForCharges(String account, String currency, Instant at) {
        Set<Unit.Kind> services = EnumSet.noneOf(Unit.Kind.class);
        accounts.metersOfAccount.forEach(account, meter -> services.add(meter.registerUnit().kind()));
        AccountTerms terms = accounts.terms(account);
        return SERVICES.stream()
                .filter(service -> services.isEmpty() || services.contains(service))
                .flatMap(service -> tariffs.planFor(service, currency, at, terms.customerClass(), terms.subClass())
                        .stream())
                .findFirst()
                .flatMap(plan -> plan.inForce(LocalDate.ofInstant(at, plan.zone()), terms.customerClass(),
                        terms.subClass()));
    }

    private Optional<TariffPlan> planFor(MeterState meter, String currency, Instant at, AccountTerms terms) {
        return tariffs.planFor(meter.balanceUnit().kind(), currency, at, terms.customerClass(), terms.subClass());
    }

    @Override
    public Optional<SaleTerms> saleTerms(String meter, String currency, String channel, Instant at) {
        SaleContext.Balance balance = servers.of(meter).filter(ServerMeter::inMoney).isPresent()
                ? SaleContext.Balance.CURRENCY
                : SaleContext.Balance.UNITS;
        return terms(meter, currency, at, context -> context.ofPayment(channel, balance));
    }

    @Override
    public Optional<SaleTerms> conversionTerms(String meter, String currency, Instant at) {
        return terms(meter, currency, at, PlanContext::ofConversion);
    }

    private Optional<SaleTerms> terms(String meter, String currency, Instant at,
            Function<PlanContext, SaleContext> of) {
        return Optional.ofNullable(meters.get(meter))
                .flatMap(one -> planFor(one, currency, at)
                        .map(plan -> new SaleTerms(plan, of.apply(new PlanContext(plan, one, this, at)))));
    }

    @Override
    public Optional<BalanceStatus> serverBalance(String meter, Instant now) {
        return servers.of(meter)
                .flatMap(server -> Optional.ofNullable(meters.get(meter))
                        .map(known -> new Forecasts(server, known, this, now).status()));
    }

    /** The meter that stands in its place now; itself as long as nothing took it. */
    MeterState inPlaceOf(MeterState meter) {
        MeterState at = meter;
        while (at.seldom.replacedBy.isPresent()) {
            at = Objects.requireNonNull(meters.get(at.seldom.replacedBy.get()));
        }
        return at;
    }

    /** What is counted of sales to a customer at a meter, or at the one in its place; empty once another pays for it. */
    public Optional<SaleCounters> countersOf(MeterState meter, String account) {
        return Optional.of(inPlaceOf(meter))
                .filter(now -> now.account.equals(account))
                .flatMap(now -> now.seldom.sales);
    }

    @Override
    public boolean isBalanceHere(String meter) {
        return servers.of(meter).isPresent();
    }

    @Override
    public List<String> serverMetersOf(String account) {
        return servers.ofAccount(account).stream().map(server -> server.meter).sorted().toList();
    }

    @Override
    public Optional<SupplyLimit> limitOf(String meter) {
        return limits.of(meter).map(SupplyLimits.Kept::limit);
    }

    @Override
    public List<SupplyLimit> limits() {
        return limits.all();
    }

    /** A meter with the balance that lives here, if one does. */
    MeterStatus status(MeterState meter, Instant now) {
        return servers.of(meter.meter)
                .map(server -> new Forecasts(server, meter, this, now).status())
                .map(balance -> meter.status().with(new Standing(balance.balance(), balance.stage())))
                .orElseGet(meter::status);
    }

    @Override
    public List<DebtStatus> debtsOf(String account) {
        return debts.of(account).open().stream().map(one -> new DebtStatus(one.debt(), one.due())).toList();
    }

    @Override
    public Optional<TokenTerms> tokenTerms(String meter) {
        return tokens(meter).map(tokens -> tokens.terms);
    }

    @Override
    public Optional<TokenTerms> plannedKeyChange(String meter) {
        return tokens(meter).flatMap(tokens -> tokens.planned);
    }

    @Override
    public Optional<Boolean> tokensIssued(String meter, String tokensId) {
        return tokens(meter).flatMap(tokens -> tokens.ended(tokensId)).map(EndedTokens::issued);
    }

    @Override
    public List<TokenOrderStatus> openTokenOrders() {
        return List.copyOf(openTokens.values());
    }

    @Override
    public List<TokenOrderStatus> openTokenOrdersOf(String meter) {
        return tokens(meter).map(tokens -> tokens.open).orElse(List.of());
    }

    private Optional<TokenState> tokens(String meter) {
        return Optional.ofNullable(meters.get(meter)).flatMap(known -> known.seldom.tokens);
    }
}
