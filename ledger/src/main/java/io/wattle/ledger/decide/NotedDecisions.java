package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.RegisterProfile;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about what meters say besides readings: it is kept, and tampering becomes a finding. */
final class NotedDecisions {
    /** As for readings: meter clocks drift, and may stand in another zone by mistake. */
    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    private NotedDecisions() {}

    static Decision note(PremisesCommand.NoteEvent command, LedgerState state, long sequence, Instant time) {
        MeterEvent event = command.event();
        Optional<Refuse> malformed = kind(event).or(() -> Wellformed.text("event.detail", event.detail()))
                .or(() -> time("event.at", event.at(), time));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new PremisesFact.EventNoted(meter.meter, event));
        if (event.isTampering() && !isLookedAt(meter, state)) {
            facts.add(new Fact.FindingRaised(meter.meter, "F-" + sequence + "-1", FindingKind.TAMPER_REPORTED,
                    Optional.empty(), "the meter says: " + event.kind() + " at " + event.at()
                            + (event.detail().isBlank() ? "" : ", " + event.detail())));
        }
        return new Accept(Optional.empty(), facts);
    }

    static Decision note(PremisesCommand.NoteProfile command, LedgerState state, Instant time) {
        RegisterProfile profile = command.profile();
        Optional<Refuse> malformed = points(profile.points())
                .or(() -> time("profile.points", profile.points().getLast().at(), time));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        return profile.unit().equals(meter.registerUnit())
                ? Accept.of(new PremisesFact.ProfileNoted(meter.meter, profile))
                : new Refuse(Refusal.WRONG_UNIT, "profile.unit", "profile.unit must be " + meter.registerUnit().code()
                        + ", was " + profile.unit().code());
    }

    /** Somebody has been called to the meter, and will find all that there is. */
    private static boolean isLookedAt(MeterState meter, LedgerState state) {
        return state.findings.of(meter.meter)
                .stream()
                .anyMatch(finding -> finding.isOpen() && finding.raised.kind() == FindingKind.TAMPER_REPORTED);
    }

    private static Optional<Refuse> kind(MeterEvent event) {
        return event.hasGoodKind()
                ? Optional.empty()
                : refuse(Refusal.MALFORMED, "event.kind", "must be 1.." + MeterEvent.KIND_CHARACTERS_MAX
                        + " small letters, digits and hyphens");
    }

    private static Optional<Refuse> points(List<RegisterProfile.Point> points) {
        if (points.isEmpty() || points.size() > RegisterProfile.POINTS_MAX) {
            return refuse(Refusal.MALFORMED, "profile.points", "must be 1.." + RegisterProfile.POINTS_MAX + ", were: "
                    + points.size());
        }
        for (int i = 0; i < points.size(); i++) {
            RegisterProfile.Point point = points.get(i);
            if (point.register() < 0 || point.register() > Wellformed.VALUE_MAX) {
                return refuse(Refusal.MALFORMED, "profile.points", "must have registers of 0.." + Wellformed.VALUE_MAX
                        + ", was: " + point.register());
            }
            if (i > 0 && !points.get(i - 1).at().isBefore(point.at())) {
                return refuse(Refusal.MALFORMED, "profile.points", "must rise in time, did not at " + point.at());
            }
        }
        return Optional.empty();
    }

    private static Optional<Refuse> time(String field, Instant at, Instant time) {
        Instant latest = time.plus(AHEAD_MAX);
        if (at.isAfter(latest)) {
            return refuse(Refusal.READING_AHEAD_OF_TIME, field, "must not be later than " + latest + ", was: " + at
                    + "; the meter's clock must be set");
        }
        return at.isBefore(UsageDecisions.EARLIEST)
                ? refuse(Refusal.MALFORMED, field, "must not be before 1970, was: " + at)
                : Optional.empty();
    }

    private static Optional<Refuse> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, field + " " + detail));
    }
}
