package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;

import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Forecast;
import io.wattle.ledger.balance.Forecast.Basis;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.FlowRestriction;
import io.wattle.ledger.tariff.plan.PlanInForce;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Says how a balance stands and how long it lasts, by whole numbers alone. For one meter at one moment. */
final class Forecasts {
    private static final int DAYS_MAX = 366;
    private static final int WEEKS_MAX = 52;
    private static final long DAY_SECONDS = 86_400;
    /** Less says nothing about a customer. */
    private static final long OWN_SECONDS_MIN = DAY_SECONDS;
    private static final long SERVICE_SECONDS_MIN = 7 * DAY_SECONDS;
    /** Beyond it a balance lasts for ever; in these millionths it is still a long. */
    private static final long BALANCE_MAX = 1_000_000_000_000L;
    private static final long MILLION = 1_000_000;
    private final ServerMeter server;
    private final MeterState meter;
    private final SaleAnswers state;
    private final Instant now;

    Forecasts(ServerMeter server, MeterState meter, SaleAnswers state, Instant now) {
        this.server = server;
        this.meter = meter;
        this.state = state;
        this.now = now;
    }

    /** All of it. */
    BalanceStatus status() {
        Quantity balance = state.balance(server.balance());
        Forecast forecast = forecast(balance.value());
        Optional<TariffPlan> plan = state.servers.planFor(server, meter, state, now);
        Optional<FlowRestriction> restriction = plan.flatMap(one -> one.inForce(LocalDate.ofInstant(now, one.zone()),
                state.accounts.terms(meter.account).customerClass(), state.accounts.terms(meter.account).subClass()))
                .flatMap(PlanInForce::flowRestriction);
        long owed = owed();
        Stage stage = stage(balance.value(), forecast, restriction, owed);
        return new BalanceStatus(server.meter, server.account(), balance, server.zone, stage,
                restriction.map(FlowRestriction::limitPerHour), warningDays(), forecast, owed,
                server.inMoney() ? Optional.of(server.chargedUntil) : Optional.empty(), server.series.points(),
                server.series.deductions());
    }

    /** In the currency of the balance, or whatever was sold in when units were lent. */
    private long owed() {
        Stream<String> currencies = server.inMoney()
                ? Stream.of(server.unit.code())
                : state.tariffs.active().stream().map(entry -> entry.plan().currency()).distinct();
        return currencies.map(code -> new AccountKey(EMERGENCY_RECEIVABLE, server.account(), Unit.money(code)))
                .mapToLong(account -> -state.balance(account).value())
                .filter(owed -> owed != 0)
                .findFirst()
                .orElse(0);
    }

    /** Who lives on what was lent gets a trickle, and so does who has next to nothing; nothing left is nothing left. */
    private Stage stage(long balance, Forecast forecast, Optional<FlowRestriction> restriction, long owed) {
        if (balance <= 0) {
            return Stage.EMPTY;
        }
        if (restriction.isPresent() && (owed > 0 || isBelow(balance, restriction.get().belowUnits()))) {
            return Stage.LIMITED;
        }
        return forecast.daysLeft().filter(days -> days <= warningDays()).isPresent() ? Stage.LOW : Stage.NORMAL;
    }

    /** What was said for the meter, or else for the account. */
    private int warningDays() {
        return server.warningDays().orElse(state.accounts.terms(meter.account).thresholdDays());
    }

    private boolean isBelow(long balance, long units) {
        if (!server.inMoney()) {
            return balance < units;
        }
        long price = server.profile.priceMicro();
        return price >= 0 && BigInteger.valueOf(balance)
                .multiply(BigInteger.valueOf(MILLION))
                .compareTo(BigInteger.valueOf(units).multiply(BigInteger.valueOf(price))) < 0;
    }

    private Forecast forecast(long balance) {
        Basis basis = basis();
        if (basis == Basis.NOTHING) {
            return new Forecast(basis, 0, balance <= 0 ? Optional.of(0) : Optional.empty(),
                    balance <= 0 ? Optional.of(now) : Optional.empty());
        }
        long[] milli = milli(basis);
        long weekMilli = 0;
        for (long hour : milli) {
            weekMilli += hour;
        }
        long dayUnits = weekMilli / 7 / 1_000;
        if (balance <= 0) {
            return new Forecast(basis, dayUnits, Optional.of(0), Optional.of(now));
        }
        Optional<long[]> cost = cost(milli);
        if (cost.isEmpty()) {
            return new Forecast(basis, dayUnits, Optional.empty(), Optional.empty());
        }
        return walk(basis, dayUnits, balance, cost.get());
    }

    /** Millionths of the balance's unit for each hour of the week; empty while nothing is known of the price. */
    private Optional<long[]> cost(long[] milli) {
        long price = server.inMoney() ? server.profile.priceMicro() : MILLION;
        if (price < 0) {
            return Optional.empty();
        }
        long daily = server.inMoney()
                ? DayCost.of(server, meter, state, LocalDate.ofInstant(now, server.zone)).totalMinor()
                : 0;
        long[] cost = new long[UsageProfile.HOURS];
        for (int hour = 0; hour < cost.length; hour++) {
            BigInteger ofUnits = BigInteger.valueOf(milli[hour])
                    .multiply(BigInteger.valueOf(price))
                    .divide(BigInteger.valueOf(1_000));
            BigInteger all = ofUnits.add(BigInteger.valueOf(daily).multiply(BigInteger.valueOf(MILLION / 24)));
            cost[hour] = all.min(BigInteger.valueOf(BALANCE_MAX * MILLION)).longValueExact();
        }
        return Optional.of(cost);
    }

    /** Over whole weeks at once, then hour by hour. An hour is an hour, also when the clock is put forward or back. */
    private Forecast walk(Basis basis, long dayUnits, long balance, long[] cost) {
        BigInteger week = BigInteger.ZERO;
        for (long hour : cost) {
            week = week.add(BigInteger.valueOf(hour));
        }
        long left = Math.min(balance, BALANCE_MAX) * MILLION;
        long weeks = week.signum() == 0
                ? WEEKS_MAX
                : BigInteger.valueOf(left - 1).divide(week).min(BigInteger.valueOf(WEEKS_MAX)).longValueExact();
        left -= week.longValue() * weeks;
        long hours = weeks * UsageProfile.HOURS;
        ZonedDateTime at = now.atZone(server.zone).truncatedTo(ChronoUnit.HOURS).plusHours(hours);
        while (hours < DAYS_MAX * 24L) {
            left -= cost[UsageProfile.hourOf(at)];
            at = at.plusHours(1);
            hours++;
            if (left <= 0) {
                return new Forecast(basis, dayUnits, Optional.of((int) (hours / 24)), Optional.of(at.toInstant()));
            }
        }
        return new Forecast(basis, dayUnits, Optional.of(DAYS_MAX), Optional.empty());
    }

    private Basis basis() {
        if (server.profile.isWhole()) {
            return Basis.OWN_HOURS;
        }
        if (server.profile.seconds() >= OWN_SECONDS_MIN) {
            return Basis.OWN_MEAN;
        }
        return state.servers.service(meter.registerUnit().code()).seconds >= SERVICE_SECONDS_MIN
                ? Basis.SERVICE_MEAN
                : Basis.NOTHING;
    }

    private long[] milli(Basis basis) {
        long[] milli = new long[UsageProfile.HOURS];
        ServerBalances.Service service = state.servers.service(meter.registerUnit().code());
        for (int hour = 0; hour < milli.length; hour++) {
            milli[hour] = switch (basis) {
                case OWN_HOURS -> server.profile.milli(hour);
                case OWN_MEAN -> hourly(server.profile.units(), server.profile.seconds());
                case SERVICE_MEAN -> hourly(service.units, service.seconds);
                case NOTHING -> 0;
            };
        }
        return milli;
    }

    private static long hourly(long units, long seconds) {
        return BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(1_000L * UsageProfile.HOUR_SECONDS))
                .divide(BigInteger.valueOf(seconds))
                .longValueExact();
    }
}
