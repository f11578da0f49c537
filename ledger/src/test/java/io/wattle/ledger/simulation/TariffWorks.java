package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.StandingFee;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Writes tariffs, approves and activates them: some as they should be, some not. */
final class TariffWorks {
    static final List<String> CLASSES = List.of("domestic", "shop");
    private static final List<String> PEOPLE = List.of("ann", "ben", "cho");
    private final Random random;
    private final Model model;

    TariffWorks(Random random, Model model) {
        this.random = random;
        this.model = model;
    }

    TariffCommand work(Origin person, String key) {
        Origin by = person.mode() == Origin.Mode.MANUAL
                ? Origin.manual(PEOPLE.get(random.nextInt(PEOPLE.size())), person.channel())
                : person;
        Optional<TariffPlan> begun = random.nextInt(4) > 0 ? begun() : Optional.empty();
        String name = begun.map(TariffPlan::name).orElseGet(() -> "t" + random.nextInt(3));
        int version = begun.map(TariffPlan::version).orElseGet(() -> 1 + random.nextInt(3));
        Optional<ModelTariffs.Version> known = Optional
                .ofNullable(model.figures.tariffs.versions.get(ModelTariffs.id(name, version)));
        return switch (next(known)) {
            case 0 -> new TariffCommand.DraftTariff(by, key, plan(name, version));
            case 1 -> new TariffCommand.ApproveTariff(by, key, name, version, random.nextInt(10) == 0
                    ? "of something else"
                    : known.map(one -> PlanBytes.digest(one.plan)).orElse("of nothing"));
            case 3 -> new TariffCommand.WithdrawTariff(by, key, name, version, "typed wrongly");
            default -> new TariffCommand.ActivateTariff(by, key, name, version, since());
        };
    }

    /** One that does not sell yet. */
    private Optional<TariffPlan> begun() {
        return model.figures.tariffs.versions.values()
                .stream()
                .filter(one -> one.since.isEmpty())
                .map(one -> one.plan)
                .findFirst();
    }

    /** Mostly what comes next in its life, so that something sells soon. */
    private int next(Optional<ModelTariffs.Version> known) {
        if (random.nextInt(4) == 0) {
            return random.nextInt(4);
        }
        return known.isEmpty() ? 0 : known.get().approver.isEmpty() ? 1 : 2;
    }

    static TariffCommand withKey(TariffCommand command, String key) {
        return switch (command) {
            case TariffCommand.DraftTariff c -> new TariffCommand.DraftTariff(c.origin(), key, c.plan());
            case TariffCommand.ApproveTariff c ->
                new TariffCommand.ApproveTariff(c.origin(), key, c.name(), c.version(), c.digest());
            case TariffCommand.ActivateTariff c ->
                new TariffCommand.ActivateTariff(c.origin(), key, c.name(), c.version(), c.since());
            case TariffCommand.WithdrawTariff c ->
                new TariffCommand.WithdrawTariff(c.origin(), key, c.name(), c.version(), c.reason());
        };
    }

    static boolean fits(TariffCommand command, TariffFact fact) {
        return switch (command) {
            case TariffCommand.DraftTariff c -> fact.equals(new TariffFact.TariffDrafted(c.plan()));
            case TariffCommand.ApproveTariff c ->
                fact.equals(new TariffFact.TariffApproved(c.name(), c.version(), c.digest()));
            case TariffCommand.ActivateTariff c -> fact instanceof TariffFact.TariffActivated f
                    && f.name().equals(c.name()) && f.version() == c.version() && f.asked().equals(c.since());
            case TariffCommand.WithdrawTariff c ->
                fact.equals(new TariffFact.TariffWithdrawn(c.name(), c.version(), c.reason()));
        };
    }

    private TariffPlan plan(String name, int version) {
        List<String> classes = random.nextInt(4) > 0 ? List.of() : List.of(CLASSES.get(random.nextInt(2)));
        LocalDate first = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(random.nextInt(20));
        Scope scope = new Scope(random.nextInt(3) > 0 ? Optional.empty() : Optional.of(first),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(first.plusDays(1 + random.nextInt(15))),
                classes);
        return new TariffPlan(name, version, Unit.Kind.ENERGY, "USD", ZoneOffset.UTC, scope, WaterfallStep.USUAL,
                parts());
    }

    /** Prices around those of the flat rates; now and then a tax and a fee. */
    private List<PlanPart> parts() {
        List<PlanPart> parts = new ArrayList<>();
        parts.add(new PlanPart(Scope.ALL, new FlatPrice(150_000_000L + random.nextInt(100_000_000))));
        if (random.nextBoolean()) {
            parts.add(new PlanPart(Scope.ALL, new Tax("VAT", new Tax.Percent(50_000 + random.nextInt(200_000)),
                    random.nextBoolean(), List.of(Tax.Base.ENERGY, Tax.Base.STANDING), List.of(), List.of(), 0)));
        }
        if (random.nextBoolean()) {
            parts.add(new PlanPart(Scope.ALL, new StandingFee("Service", 1_000_000L * (1 + random.nextInt(300)),
                    random.nextBoolean() ? StandingFee.Period.DAY : StandingFee.Period.MONTH)));
        }
        return parts;
    }

    private Optional<Instant> since() {
        return switch (random.nextInt(6)) {
            case 0 -> Optional.of(now().minus(Duration.ofDays(1)));
            case 1, 2 -> Optional.of(now().plus(Duration.ofDays(1 + random.nextInt(20))));
            default -> Optional.empty();
        };
    }

    /** Nothing has happened yet before the first entry. */
    private Instant now() {
        return model.lastTime().equals(Instant.MIN) ? Instant.EPOCH : model.lastTime();
    }
}
