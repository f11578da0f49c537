package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.TariffBook;
import io.wattle.ledger.state.TariffContents;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides about tariffs. Nobody approves what he wrote, and nothing changes what has been sold or used already. */
final class TariffDecisions {
    /** A hundred tariffs with a new version every month for eight years. */
    static final int VERSIONS_MAX = 10_000;
    /** A later instant is a slip of the pen. */
    private static final Duration AHEAD_MAX = Duration.ofDays(36_525);

    Decision decide(TariffCommand command, LedgerState state, Instant time) {
        return malformed(command, time)
                .<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), TariffContents.of(command)))
                .orElseGet(() -> switch (command) {
                    case TariffCommand.DraftTariff c -> draft(c, state.tariffs);
                    case TariffCommand.ApproveTariff c ->
                        known(c.name(), c.version(), state.tariffs, version -> approve(c, version, time));
                    case TariffCommand.ActivateTariff c ->
                        known(c.name(), c.version(), state.tariffs, version -> activate(c, version, time));
                    case TariffCommand.WithdrawTariff c ->
                        known(c.name(), c.version(), state.tariffs, version -> withdraw(c, version, time));
                });
    }

    private static Optional<Refuse> malformed(TariffCommand command, Instant time) {
        return Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> switch (command) {
                    case TariffCommand.DraftTariff c -> plan(c.plan());
                    case TariffCommand.ApproveTariff c ->
                        Wellformed.name("name", c.name()).or(() -> Wellformed.name("digest", c.digest()));
                    case TariffCommand.ActivateTariff c -> Wellformed.name("name", c.name())
                            .or(() -> c.since().flatMap(since -> notTooFar(since, time)));
                    case TariffCommand.WithdrawTariff c ->
                        Wellformed.name("name", c.name()).or(() -> Wellformed.someText("reason", c.reason()));
                });
    }

    private static Optional<Refuse> plan(TariffPlan plan) {
        return Wellformed.name("name", plan.name()).or(() -> {
            try {
                PlanBytes.encode(plan);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(new Refuse(Refusal.MALFORMED, "plan", String.valueOf(e.getMessage())));
            }
        });
    }

    private static Optional<Refuse> notTooFar(Instant since, Instant time) {
        return since.isAfter(time.plus(AHEAD_MAX))
                ? Optional.of(new Refuse(Refusal.MALFORMED, "since", "since must be in the next hundred years, was: "
                        + since))
                : Optional.empty();
    }

    private static Decision draft(TariffCommand.DraftTariff command, TariffBook tariffs) {
        TariffPlan plan = command.plan();
        String author = command.origin().actor();
        Optional<PlanVersion> known = tariffs.version(plan.name(), plan.version());
        if (known.isEmpty() && tariffs.versions().size() >= VERSIONS_MAX) {
            return new Refuse(Refusal.TOO_MANY_TARIFFS, "name", "there are " + VERSIONS_MAX
                    + " versions of tariffs already");
        }
        PlanVersion.Step step = known.map(version -> version.edited(plan, author))
                .orElseGet(() -> PlanVersion.drafted(plan, author));
        return outcome(command, step, "name", new TariffFact.TariffDrafted(plan));
    }

    private static Decision approve(TariffCommand.ApproveTariff command, PlanVersion version, Instant time) {
        PlanVersion.Step step = version.approved(command.origin().actor(), time);
        boolean isOther = !PlanBytes.digest(version.plan()).equals(command.digest());
        if (step instanceof PlanVersion.Taken && isOther) {
            return new Refuse(Refusal.TARIFF_CHANGED, "digest", "the text of " + words(version)
                    + " is another than the one with this digest: look at it again");
        }
        return outcome(command, step, "origin.actor",
                new TariffFact.TariffApproved(command.name(), command.version(), command.digest()));
    }

    private static Decision activate(TariffCommand.ActivateTariff command, PlanVersion version, Instant time) {
        Instant asked = command.since().orElse(time);
        PlanVersion.Step step = version.activated(asked);
        if (step instanceof PlanVersion.Taken && asked.isBefore(time)) {
            return new Refuse(Refusal.TARIFF_IN_THE_PAST, "since", "since must not be before now, " + time + ", was: "
                    + asked);
        }
        Instant since = step instanceof PlanVersion.Taken(PlanVersion taken)
                && taken.life() instanceof PlanVersion.Active active ? active.since() : asked;
        return outcome(command, step, "version", new TariffFact.TariffActivated(command.name(), command.version(),
                command.since(), since));
    }

    private static Decision withdraw(TariffCommand.WithdrawTariff command, PlanVersion version, Instant time) {
        return version.life() instanceof PlanVersion.Active active && !active.since().isAfter(time)
                ? new Refuse(Refusal.TARIFF_SELLS, "version", "it sells since " + active.since()
                        + ", and what was sold is priced by it: activate another version, which takes its place")
                : new Accept(Optional.of(command.key()), List.of(new TariffFact.TariffWithdrawn(command.name(),
                        command.version(), command.reason())));
    }

    private static Decision known(String name, int version, TariffBook tariffs,
            Function<PlanVersion, Decision> then) {
        return tariffs.version(name, version)
                .map(then)
                .orElseGet(() -> new Refuse(Refusal.UNKNOWN_TARIFF, "name", "there is no version " + version
                        + " of a tariff " + name));
    }

    private static Decision outcome(TariffCommand command, PlanVersion.Step step, String field, Fact fact) {
        return switch (step) {
            case PlanVersion.Taken _ -> new Accept(Optional.of(command.key()), List.of(fact));
            case PlanVersion.Refused(PlanVersion.Refusal reason) -> refusal(reason, field);
        };
    }

    private static Refuse refusal(PlanVersion.Refusal reason, String field) {
        return switch (reason) {
            case NOBODY_NAMED, OTHER_TARIFF ->
                throw new IllegalStateException("every command has an actor, and finds its own version: " + reason);
            case ALREADY_ACTIVE ->
                new Refuse(Refusal.TARIFF_ACTIVE, "version", "it is active, and never edited: write the next version");
            case NOT_A_DRAFT -> new Refuse(Refusal.TARIFF_NOT_A_DRAFT, "version", "it is approved already");
            case APPROVER_IS_AUTHOR ->
                new Refuse(Refusal.APPROVER_IS_AUTHOR, field, "who wrote any of it does not approve it");
            case NOT_APPROVED ->
                new Refuse(Refusal.TARIFF_NOT_APPROVED, field, "a second person has to approve it before");
        };
    }

    private static String words(PlanVersion version) {
        return version.plan().name() + " " + version.plan().version();
    }
}
