package io.wattle.ledger.simulation;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Two meters that hold no balance themselves: one's is money, the other's units. Their registers never stand still. */
final class BalanceWorks {
    private static final Instant MADE = Instant.parse("2025-12-01T00:00:00Z");
    private final Random random;
    private final World world;
    private final ModelBalances balances;

    BalanceWorks(Random random, World world, Model model) {
        this.random = random;
        this.world = world;
        this.balances = model.figures.balances;
    }

    Command work(Origin person, Origin automatic, String key) {
        String meter = random.nextBoolean() ? ModelBalances.IN_MONEY : ModelBalances.IN_UNITS;
        if (!balances.registered.contains(meter)) {
            return new Command.RegisterMeter(automatic, meter, ModelBalances.accountOf(meter), Unit.WATT_HOUR,
                    Unit.WATT_HOUR);
        }
        if (!balances.kept.contains(meter) || random.nextInt(60) == 0) {
            return new BalanceCommand.KeepBalance(automatic, meter, ModelBalances.unitOf(meter),
                    Optional.of(ZoneOffset.ofHours(random.nextInt(4))), false);
        }
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> new Command.RecordReading(automatic, meter, new Reading(world.now(),
                    new Energy(register(world.now())), Optional.empty(), Optional.empty()));
            case 3, 4, 5, 6, 7 -> bring(automatic, meter);
            case 8, 9, 10 -> new Command.TakePayment(automatic, key, meter, new Money(1 + random.nextInt(900), "USD"));
            case 11 -> new BalanceCommand.SetWarningDays(automatic, meter, random.nextInt(100) - 5);
            case 12 -> new Command.GrantEmergency(automatic, key, meter, amount(meter));
            case 13 -> new BalanceCommand.GrantCredit(person, key, meter,
                    random.nextBoolean() ? GrantKind.FREE : GrantKind.ENGINEERING, amount(meter), "work " + key);
            case 14 -> new PremisesCommand.AssignMeter(person, meter, account(meter), "moves in");
            case 15 -> openOrClose(person, key, account(meter));
            case 16 -> limit(automatic, meter);
            default -> new BalanceCommand.AccrueCharges(automatic);
        };
    }

    /** Some of it out of turn: that must be refused. */
    private Command limit(Origin automatic, String meter) {
        return switch (random.nextInt(3)) {
            case 0 -> new BalanceCommand.OrderLimit(automatic, meter, 400 + random.nextInt(2), random.nextBoolean(),
                    "credit runs out");
            case 1 -> new BalanceCommand.AnswerLimit(automatic, meter, 400 + random.nextInt(2),
                    List.of(Command.Answer.values()).get(random.nextInt(3)), "");
            default -> new BalanceCommand.WithdrawLimit(automatic, meter, "paid up");
        };
    }

    /** Any of those who have it in turn. */
    private String account(String meter) {
        return ModelBalances.accountOf(meter, random.nextInt(ModelBalances.ACCOUNTS));
    }

    private Command openOrClose(Origin person, String key, String account) {
        return random.nextInt(3) > 0
                ? new AccountCommand.SaveAccounts(person,
                        List.of(AccountRow.of(new AccountData(account, Optional.empty(),
                                Optional.empty(), AccountTerms.STANDARD, Sealed.NOTHING))))
                : new AccountCommand.CloseAccount(person, key, account, Optional.empty(), random.nextBoolean(),
                        "moved out");
    }

    private Command bring(Origin automatic, String meter) {
        Instant at = world.now().minus(Duration.ofMinutes(random.nextInt(6_000) - 60L));
        Quality quality = List.of(Quality.values()).get(random.nextInt(3));
        long off = switch (quality) {
            case ACTUAL -> 0;
            case ESTIMATED -> random.nextInt(200) - 100L;
            case CORRECTED -> -random.nextInt(5);
        };
        return new BalanceCommand.ImportReading(automatic, meter, Unit.WATT_HOUR,
                new UsagePoint(at, Math.max(0, register(at) + off), quality));
    }

    private Quantity amount(String meter) {
        return ModelBalances.unitOf(meter).of(random.nextInt(3_000));
    }

    private static long register(Instant at) {
        return Math.max(0, Duration.between(MADE, at).toSeconds() / 7);
    }

    static boolean fits(BalanceCommand command, BalanceFact fact) {
        return switch (command) {
            case BalanceCommand.KeepBalance c -> fact instanceof BalanceFact.BalanceKept f
                    && f.meter().equals(c.meter()) && f.unit().equals(c.unit());
            case BalanceCommand.ImportReading c ->
                fact.equals(new BalanceFact.UsageRead(c.meter(), c.point()));
            case BalanceCommand.GrantCredit c -> fact instanceof BalanceFact.CreditGranted f
                    && f.meter().equals(c.meter()) && f.kind() == c.kind() && f.reason().equals(c.reason());
            case BalanceCommand.SetWarningDays c ->
                fact.equals(new BalanceFact.WarningDaysSet(c.meter(), c.days()));
            case BalanceCommand.OrderLimit c ->
                fact.equals(new BalanceFact.LimitOrdered(c.meter(), c.perHour(), c.normal(), c.reason()));
            case BalanceCommand.AnswerLimit c ->
                fact.equals(new BalanceFact.LimitAnswered(c.meter(), c.answer(), c.detail()));
            case BalanceCommand.WithdrawLimit c ->
                fact.equals(new BalanceFact.LimitWithdrawn(c.meter(), c.reason()));
            case BalanceCommand.AccrueCharges _ -> fact instanceof BalanceFact.DayCharged;
        };
    }
}
