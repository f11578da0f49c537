package io.wattle.ledger.tariff.plan;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The life of a plan: a draft, approved by somebody who did not write it, active, and from then on never edited.
 *
 * <p>Immutable, safe for any thread.
 */
public record PlanVersion(TariffPlan plan, Life life) {

    /** Where it is in its life. */
    public sealed interface Life permits Draft, Approved, Active {}

    /**
     * Being written.
     *
     * @param authors everybody who wrote or changed it
     */
    public record Draft(List<String> authors) implements Life {
        public Draft {
            authors = List.copyOf(authors);
        }
    }

    /** Waits for its day; may still be taken back by editing it, which makes it a draft again. */
    public record Approved(List<String> authors, String approver, Instant at) implements Life {
        public Approved {
            authors = List.copyOf(authors);
        }
    }

    /** Sells since then. */
    public record Active(List<String> authors, String approver, Instant since) implements Life {
        public Active {
            authors = List.copyOf(authors);
        }
    }

    /** Why a step is not taken, in the order of checking. Trying later does not help. */
    public enum Refusal {
        NOBODY_NAMED, ALREADY_ACTIVE, NOT_A_DRAFT, APPROVER_IS_AUTHOR, NOT_APPROVED, OTHER_TARIFF
    }

    /** What came of a step. */
    public sealed interface Step permits Taken, Refused {}

    /** The version as it is now. */
    public record Taken(PlanVersion version) implements Step {}

    /** Nothing changed. */
    public record Refused(Refusal reason) implements Step {}

    /** A new draft. */
    public static Step drafted(TariffPlan plan, String author) {
        return author.isBlank()
                ? new Refused(Refusal.NOBODY_NAMED)
                : new Taken(new PlanVersion(plan, new Draft(List.of(author))));
    }

    /** Another text for it. Who edits becomes an author; an approval is void. */
    public Step edited(TariffPlan other, String author) {
        if (author.isBlank()) {
            return new Refused(Refusal.NOBODY_NAMED);
        }
        if (!other.name().equals(plan.name()) || other.version() != plan.version()) {
            return new Refused(Refusal.OTHER_TARIFF);
        }
        return switch (life) {
            case Draft(List<String> authors) -> new Taken(new PlanVersion(other, new Draft(with(authors, author))));
            case Approved(List<String> authors, _, _) ->
                new Taken(new PlanVersion(other, new Draft(with(authors, author))));
            case Active _ -> new Refused(Refusal.ALREADY_ACTIVE);
        };
    }

    /** By a second person. */
    public Step approved(String approver, Instant at) {
        if (approver.isBlank()) {
            return new Refused(Refusal.NOBODY_NAMED);
        }
        return switch (life) {
            case Draft(List<String> authors) -> authors.contains(approver)
                    ? new Refused(Refusal.APPROVER_IS_AUTHOR)
                    : new Taken(new PlanVersion(plan, new Approved(authors, approver, at)));
            case Approved _ -> new Refused(Refusal.NOT_A_DRAFT);
            case Active _ -> new Refused(Refusal.ALREADY_ACTIVE);
        };
    }

    /** From this instant on, or from its first day if that is later. */
    public Step activated(Instant since) {
        return switch (life) {
            case Draft _ -> new Refused(Refusal.NOT_APPROVED);
            case Approved(List<String> authors, String approver, _) -> {
                Instant begins = plan.scope()
                        .from()
                        .map(day -> day.atStartOfDay(plan.zone()).toInstant())
                        .filter(since::isBefore)
                        .orElse(since);
                yield new Taken(new PlanVersion(plan, new Active(authors, approver, begins)));
            }
            case Active _ -> new Refused(Refusal.ALREADY_ACTIVE);
        };
    }

    private static List<String> with(List<String> authors, String author) {
        return Stream.concat(authors.stream(), Stream.of(author)).distinct().toList();
    }
}
