package io.wattle.ledger.state;

import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.util.Optional;

/** What a command about tariffs says, as words; a part of {@link Contents}. Pure. */
public final class TariffContents {

    private TariffContents() {}

    public static String[] of(TariffCommand command) {
        return switch (command) {
            case TariffCommand.DraftTariff c -> draft(c.plan());
            case TariffCommand.ApproveTariff c -> approval(c.name(), c.version(), c.digest());
            case TariffCommand.ActivateTariff c -> activation(c.name(), c.version(), c.since());
            case TariffCommand.WithdrawTariff c -> withdrawal(c.name(), c.version(), c.reason());
        };
    }

    static String[] of(TariffFact fact) {
        return switch (fact) {
            case TariffFact.TariffDrafted f -> draft(f.plan());
            case TariffFact.TariffApproved f -> approval(f.name(), f.version(), f.digest());
            case TariffFact.TariffActivated f -> activation(f.name(), f.version(), f.asked());
            case TariffFact.TariffWithdrawn f -> withdrawal(f.name(), f.version(), f.reason());
        };
    }

    private static String[] draft(TariffPlan plan) {
        return new String[] {"tariff draft", PlanBytes.digest(plan)};
    }

    private static String[] approval(String name, int version, String digest) {
        return new String[] {"tariff approval", name, Integer.toString(version), digest};
    }

    private static String[] withdrawal(String name, int version, String reason) {
        return new String[] {"tariff withdrawal", name, Integer.toString(version), reason};
    }

    private static String[] activation(String name, int version, Optional<Instant> since) {
        return new String[] {"tariff activation", name, Integer.toString(version),
                since.map(Instant::toString).orElse("at once")};
    }
}
