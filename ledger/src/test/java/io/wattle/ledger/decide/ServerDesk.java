package io.wattle.ledger.decide;

import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** A desk with a meter whose balance lives here, for tests; a kWh costs 2.00 unless a tariff says otherwise. */
final class ServerDesk {
    static final String ACCOUNT = "acc-m1";
    static final Unit USD = Unit.money("USD");
    final Desk desk = new Desk();

    /** Begins with the register at zero, at noon. */
    static ServerDesk in(Unit unit, Component... parts) {
        return in(unit, ZoneOffset.UTC, parts);
    }

    static ServerDesk in(Unit unit, ZoneId zone, Component... parts) {
        ServerDesk server = new ServerDesk();
        server.desk.tell(Desk.register());
        if (parts.length > 0) {
            server.sellBy("plan", zone, Optional.empty(), parts);
        }
        server.desk.tell(keep(unit, Optional.of(zone)));
        server.desk.tell(poll(0, 0));
        server.desk.tell(AccountDesk.opened("new-one", "third", "utility"));
        return server;
    }

    void sellBy(String name, ZoneId zone, Optional<Instant> since, Component... parts) {
        TariffPlan plan = new TariffPlan(name, 1, Unit.Kind.ENERGY, "USD", zone, Scope.ALL, WaterfallStep.USUAL,
                Stream.of(parts).map(part -> new PlanPart(Scope.ALL, part)).toList());
        Tariffs.inForce(plan, since).forEach(desk::tell);
    }

    static Command keep(Unit unit, Optional<ZoneId> zone) {
        return new BalanceCommand.KeepBalance(Desk.BY, Desk.METER, unit, zone, false);
    }

    /** As the meter itself gives it, so many hours after a minute past noon: then the tariff is in force. */
    static Command poll(long hour, long register) {
        return new Command.RecordReading(Desk.BY, Desk.METER, new Reading(at(hour), new Energy(register),
                Optional.empty(), Optional.empty()));
    }

    static Command bring(long hour, long register, Quality quality) {
        return new BalanceCommand.ImportReading(Desk.BY, Desk.METER, Unit.WATT_HOUR,
                new UsagePoint(at(hour), register, quality));
    }

    static Command grant(String key, GrantKind kind, Quantity amount) {
        return new BalanceCommand.GrantCredit(Desk.ANN, key, Desk.METER, kind, amount, "by the manager");
    }

    static Command lend(String key, Quantity amount) {
        return new Command.GrantEmergency(Desk.BY, key, Desk.METER, amount);
    }

    static Command accrue() {
        return new BalanceCommand.AccrueCharges(Desk.BY);
    }

    static Money usd(long minor) {
        return new Money(minor, "USD");
    }

    static Instant at(long hour) {
        return Desk.NOON.plus(Duration.ofMinutes(60 * hour + 1));
    }

    /** The ledger's time goes to so many hours after noon. */
    void pass(long hours) {
        desk.elapsed = Duration.ofHours(hours);
    }

    String say(Command command) {
        return desk.say(command);
    }

    long balance() {
        return status().balance().value();
    }

    BalanceStatus status() {
        return desk.state.serverBalance(Desk.METER, Desk.NOON.plusSeconds(300).plus(desk.elapsed)).orElseThrow();
    }

    long wallet() {
        return desk.balance(AccountType.WALLET, ACCOUNT);
    }
}
