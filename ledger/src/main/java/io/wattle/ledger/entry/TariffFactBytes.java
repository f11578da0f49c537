package io.wattle.ledger.entry;

import java.util.Optional;

/** Facts about tariffs as bytes and back. Pure. */
final class TariffFactBytes {
    static final int DRAFTED = 80;
    static final int APPROVED = 81;
    static final int ACTIVATED = 82;
    static final int WITHDRAWN = 225;

    private TariffFactBytes() {}

    static int number(TariffFact fact) {
        return switch (fact) {
            case TariffFact.TariffDrafted _ -> DRAFTED;
            case TariffFact.TariffApproved _ -> APPROVED;
            case TariffFact.TariffActivated _ -> ACTIVATED;
            case TariffFact.TariffWithdrawn _ -> WITHDRAWN;
        };
    }

    static void write(TariffFact fact, EntryBytes to) {
        switch (fact) {
            case TariffFact.TariffDrafted f -> PlanBytes.write(f.plan(), to);
            case TariffFact.TariffApproved f -> to.text(f.name()).i32(f.version()).text(f.digest());
            case TariffFact.TariffActivated f ->
                to.text(f.name()).i32(f.version()).optional(f.asked(), to::instant).instant(f.since());
            case TariffFact.TariffWithdrawn f -> to.text(f.name()).i32(f.version()).text(f.reason());
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<TariffFact> read(int number, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case DRAFTED -> new TariffFact.TariffDrafted(PlanBytes.read(from));
            case APPROVED -> new TariffFact.TariffApproved(from.text(), from.i32(), from.text());
            case ACTIVATED -> new TariffFact.TariffActivated(from.text(), from.i32(), from.optional(from::instant),
                    from.instant());
            case WITHDRAWN -> new TariffFact.TariffWithdrawn(from.text(), from.i32(), from.text());
            default -> null;
        });
    }
}
