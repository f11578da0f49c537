package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Tariffs for tests about the ledger: electricity in USD, days of UTC; ann writes, ben approves. */
public final class Tariffs {
    private Tariffs() {}

    /** One price for a kWh, for everybody if no class is named. */
    public static TariffPlan flat(String name, int version, long cents, String... classes) {
        return flat(name, version, cents, new Scope(Optional.empty(), Optional.empty(), List.of(classes)));
    }

    public static TariffPlan flat(String name, int version, long cents, Scope scope) {
        return new TariffPlan(name, version, Unit.Kind.ENERGY, "USD", ZoneOffset.UTC, scope, WaterfallStep.USUAL,
                List.of(new PlanPart(Scope.ALL, new FlatPrice(cents * 1_000_000))));
    }

    public static Command draft(String author, String key, TariffPlan plan) {
        return new TariffCommand.DraftTariff(Origin.manual(author, "api"), key, plan);
    }

    public static Command approve(String approver, String key, TariffPlan plan) {
        return new TariffCommand.ApproveTariff(Origin.manual(approver, "api"), key, plan.name(), plan.version(),
                PlanBytes.digest(plan));
    }

    public static Command activate(String key, TariffPlan plan, Optional<Instant> since) {
        return new TariffCommand.ActivateTariff(Origin.manual("ann", "api"), key, plan.name(), plan.version(), since);
    }

    public static Command withdraw(String key, TariffPlan plan) {
        return new TariffCommand.WithdrawTariff(Origin.manual("ann", "api"), key, plan.name(), plan.version(),
                "typed wrongly");
    }

    /** The whole way; keys are made of the tariff's name and version. */
    public static List<Command> inForce(TariffPlan plan, Optional<Instant> since) {
        String key = plan.name() + plan.version();
        return List.of(draft("ann", key + "d", plan), approve("ben", key + "a", plan),
                activate(key + "s", plan, since));
    }
}
