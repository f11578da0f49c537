package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws of tariffs over random histories: who may what, what is in force, and that a replay knows the same. */
class TariffLawsTest {
    private static final LocalDate TODAY = LocalDate.ofInstant(Desk.NOON, ZoneOffset.UTC);
    private static final List<String> PEOPLE = List.of("ann", "ben", "cho");
    private static final List<String> CLASSES = List.of("domestic", "shop");

    record Step(Does does, String who, int tariff, long number, int from, int length) {
        String name() {
            return "t" + tariff % 3;
        }

        int version() {
            return 1 + tariff / 3;
        }

        Scope scope() {
            Optional<LocalDate> first = from == 0 ? Optional.empty() : Optional.of(TODAY.plusDays(from));
            List<String> classes = number % 3 == 0 ? List.of() : List.of(CLASSES.get((int) (number % 2)));
            return new Scope(first, length == 0 ? Optional.empty() : Optional.of(TODAY.plusDays(from + length)),
                    classes);
        }
    }

    enum Does {
        DRAFT, APPROVE, ACTIVATE, NEXT_DAY
    }

    @Property(tries = 500)
    void shouldSellByTheLatestPlanForTheClassAndKnowItAgain(@ForAll("steps") List<Step> steps) throws IOException {
        Desk desk = new Desk();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<PlanVersion> activeBefore = active(desk.state);
            Instant now = Desk.NOON.plus(desk.elapsed).plusSeconds(desk.state.lastSequence());
            List<Optional<TariffPlan>> past = inForce(desk.state, now);
            if (step.does() == Does.NEXT_DAY) {
                desk.elapsed = desk.elapsed.plusDays(1);
            } else {
                desk.tell(command(step, "k" + i, desk));
            }
            assertThat(active(desk.state)).as("never edited").containsAll(activeBefore);
            assertThat(inForce(desk.state, now)).as("what has passed stays").isEqualTo(past);
        }
        requireApprovedByOthers(desk.state);
        requireLatest(desk.state);
        requireSame(desk);
    }

    private static void requireApprovedByOthers(LedgerState state) {
        for (PlanVersion version : state.tariffs()) {
            switch (version.life()) {
                case PlanVersion.Draft _ -> {
                }
                case PlanVersion.Approved life -> assertThat(life.authors()).doesNotContain(life.approver());
                case PlanVersion.Active life -> assertThat(life.authors()).doesNotContain(life.approver());
            }
        }
    }

    /** Looked up plan by plan, without a history: there no plan has two begins. */
    private static void requireLatest(LedgerState state) {
        List<TariffHistory.Entry> active = state.tariffs.active();
        for (int hour = -24; hour < 40 * 24; hour += 7) {
            Instant at = Desk.NOON.plusSeconds(3_600L * hour);
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            for (String customerClass : CLASSES) {
                Optional<TariffPlan> naive = Optional.empty();
                for (TariffHistory.Entry entry : active) {
                    Scope scope = entry.plan().scope();
                    if (!entry.since().isAfter(at) && scope.covers(day) && scope.isFor(customerClass, "")) {
                        naive = Optional.of(entry.plan());
                    }
                }
                assertThat(state.tariffFor(Unit.Kind.ENERGY, "USD", at, customerClass, "")).isEqualTo(naive);
            }
        }
        assertThat(active).extracting(TariffHistory.Entry::since).isSorted();
    }

    /** From the journal, and from a snapshot, comes the very same state. */
    private static void requireSame(Desk desk) throws IOException {
        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(desk.state, out);
        LedgerState restored = StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
        for (LedgerState other : List.of(replayed, restored)) {
            assertThat(other.stateHash()).isEqualTo(desk.state.stateHash());
            assertThat(other.tariffs()).isEqualTo(desk.state.tariffs());
            assertThat(other.tariffs.active()).isEqualTo(desk.state.tariffs.active());
        }
    }

    private static List<PlanVersion> active(LedgerState state) {
        return state.tariffs().stream().filter(version -> version.life() instanceof PlanVersion.Active).toList();
    }

    private static List<Optional<TariffPlan>> inForce(LedgerState state, Instant until) {
        List<Optional<TariffPlan>> plans = new ArrayList<>();
        for (Instant at = Desk.NOON; !at.isAfter(until); at = at.plusSeconds(43_200)) {
            for (String customerClass : CLASSES) {
                plans.add(state.tariffFor(Unit.Kind.ENERGY, "USD", at, customerClass, ""));
            }
        }
        return plans;
    }

    private static Command command(Step step, String key, Desk desk) {
        return switch (step.does()) {
            case DRAFT -> Tariffs.draft(step.who(), key,
                    Tariffs.flat(step.name(), step.version(), step.number(), step.scope()));
            case APPROVE -> desk.state.tariff(step.name(), step.version())
                    .map(version -> Tariffs.approve(step.who(), key, version.plan()))
                    .orElseGet(Desk::tend);
            case ACTIVATE -> new TariffCommand.ActivateTariff(Desk.ANN, key, step.name(), step.version(),
                    step.from() == 0
                            ? Optional.empty()
                            : Optional.of(Desk.NOON.plusSeconds(step.from() * 43_200L)));
            case NEXT_DAY -> Desk.tend();
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Does> does = Arbitraries.frequency(Tuple.of(3, Does.DRAFT),
                Tuple.of(5, Does.APPROVE), Tuple.of(5, Does.ACTIVATE),
                Tuple.of(1, Does.NEXT_DAY));
        return Combinators
                .combine(does, Arbitraries.of(PEOPLE), Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(1, 9), Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(0, 15))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
