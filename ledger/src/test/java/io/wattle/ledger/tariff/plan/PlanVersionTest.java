package io.wattle.ledger.tariff.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.tariff.plan.PlanVersion.Refusal;
import io.wattle.ledger.tariff.plan.PlanVersion.Refused;
import io.wattle.ledger.tariff.plan.PlanVersion.Taken;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanVersionTest {
    private static final Instant NOW = Instant.parse("2026-06-20T10:00:00Z");

    @Test
    void shouldGoFromDraftOverASecondPersonToActive() {
        PlanVersion draft = taken(PlanVersion.drafted(plan(2), "Ama"));
        PlanVersion approved = taken(draft.approved("Kofi", NOW));
        PlanVersion active = taken(approved.activated(NOW));

        assertThat(active.life()).isEqualTo(new PlanVersion.Active(List.of("Ama"), "Kofi", NOW));
        assertThat(active.edited(plan(3), "Ama")).isEqualTo(new Refused(Refusal.ALREADY_ACTIVE));
        assertThat(active.approved("Esi", NOW)).isEqualTo(new Refused(Refusal.ALREADY_ACTIVE));
        assertThat(active.activated(NOW)).isEqualTo(new Refused(Refusal.ALREADY_ACTIVE));
    }

    @Test
    void shouldRefuseTheApprovalOfAnyOfItsAuthors() {
        PlanVersion draft = taken(taken(PlanVersion.drafted(plan(2), "Ama")).edited(plan(3), "Kofi"));

        assertThat(draft.approved("Ama", NOW)).isEqualTo(new Refused(Refusal.APPROVER_IS_AUTHOR));
        assertThat(draft.approved("Kofi", NOW)).isEqualTo(new Refused(Refusal.APPROVER_IS_AUTHOR));
        assertThat(draft.approved(" ", NOW)).isEqualTo(new Refused(Refusal.NOBODY_NAMED));
        assertThat(draft.activated(NOW)).isEqualTo(new Refused(Refusal.NOT_APPROVED));
        assertThat(taken(draft.approved("Esi", NOW)).plan()).isEqualTo(plan(3));
    }

    @Test
    void shouldVoidAnApprovalWhenEdited() {
        PlanVersion approved = taken(taken(PlanVersion.drafted(plan(2), "Ama")).approved("Kofi", NOW));

        PlanVersion edited = taken(approved.edited(plan(4), "Esi"));

        assertThat(edited.life()).isEqualTo(new PlanVersion.Draft(List.of("Ama", "Esi")));
        assertThat(approved.approved("Esi", NOW)).isEqualTo(new Refused(Refusal.NOT_A_DRAFT));
    }

    @Test
    void shouldNotBeActiveBeforeItsFirstDay() {
        TariffPlan later = Plans.plan(new Scope(Optional.of(LocalDate.of(2026, 7, 1)), Optional.empty(), List.of()),
                new FlatPrice(1));
        PlanVersion active = taken(taken(taken(PlanVersion.drafted(later, "Ama")).approved("Kofi", NOW))
                .activated(NOW));

        assertThat(active.life()).isEqualTo(
                new PlanVersion.Active(List.of("Ama"), "Kofi", Instant.parse("2026-06-30T22:00:00Z")));
    }

    private static TariffPlan plan(long rate) {
        return Plans.plan(Scope.ALL, new FlatPrice(rate));
    }

    private static PlanVersion taken(PlanVersion.Step step) {
        assertThat(step).isInstanceOf(Taken.class);
        return ((Taken) step).version();
    }
}
