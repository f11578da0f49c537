package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.UNBACKED_CREDIT;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.CreditStatus.State;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.TokenState;
import io.wattle.ledger.state.Transfers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Decides about credits on their way.
 *
 * <pre>
 *            start          accepted
 *  ORDERED ─────────► SENT ─────────► ACCEPTED ──┐
 *     ▲                │ │  unknown     ▲         │ a reading
 *     │ requeue        │ └───────► UNKNOWN ───────┼─────────► CONFIRMED
 *     └────────────────┴──────────────┘ │         │
 *                      │     refused    ▼         │
 *                      └────────────► FAILED   (also from SENT)
 * </pre>
 *
 * <p>A person may decide SENT, ACCEPTED, UNKNOWN or EXPIRED to be CONFIRMED or FAILED when no reading can prove either, and
 * take back what is ORDERED. {@link TokenDecisions} sends ORDERED as a token, once and for all. Time makes SENT, ACCEPTED and UNKNOWN EXPIRED, and a late reading may still prove those.
 *
 * <p>The two phases of the book:
 *
 * <pre>
 *   pending   CREDIT_IN_TRANSIT   ORDERED SENT ACCEPTED UNKNOWN
 *   expired   EXPIRED_CREDIT      EXPIRED
 *   posted    CREDIT_ON_METER     CONFIRMED
 *   handed    TOKENS_HANDED_OVER  HANDED_OVER: a token for a meter that is never read
 *   voided    UNITS_SOLD          FAILED, and the money is in the wallet again
 * </pre>
 */
final class CreditDecisions {
    private final long toleranceUnits;

    CreditDecisions(long toleranceUnits) {
        this.toleranceUnits = toleranceUnits;
    }

    Decision start(Command.StartCredit command, LedgerState state) {
        Optional<Refuse> malformed = command.reference().flatMap(name -> Wellformed.name("reference", name));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return found(command.meter(), command.creditId(), state, (meter, credit) -> {
            if (credit.state() != State.ORDERED) {
                return wrongState(credit, "it can be sent only when it is ORDERED");
            }
            if (meter.firstBalanceSequence() == 0) {
                return new Refuse(Refusal.NOT_PROVED, "creditId", "read the meter's balance first: without one no"
                        + " reading could show whether " + credit.creditId + " arrived");
            }
            Optional<String> reference = command.reference();
            if (reference.map(state::creditNamed).filter(other -> other != credit).isPresent()) {
                return new Refuse(Refusal.REFERENCE_USED, "reference", reference.get() + " names another credit");
            }
            return Accept.of(new Fact.CreditSent(meter.meter, credit.creditId, credit.attempt() + 1, reference));
        });
    }

    Decision settle(Command.SettleCredit command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.text("detail", command.detail());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return found(command.meter(), command.creditId(), state, (meter, credit) -> tokensOpen(credit, state)
                .orElseGet(() -> settle(command, meter, credit, state)));
    }

    Decision requeue(Command.RequeueCredit command, LedgerState state) {
        return found(command.meter(), command.creditId(), state, (meter, credit) -> {
            if (credit.state() != State.SENT && credit.state() != State.UNKNOWN) {
                return wrongState(credit, "it can go out again only from SENT or UNKNOWN");
            }
            if (command.attempt() != credit.attempt()) {
                return otherAttempt(credit, command.attempt());
            }
            return notProved(meter, credit)
                    .orElseGet(
                            () -> Accept.of(new Fact.CreditRequeued(meter.meter, credit.creditId, credit.attempt())));
        });
    }

    /**
     * A person's word. In the meter: the reading that took the balance as it was found booked these units as unbacked
     * (or as that much less of a shortfall), since nothing legal was known behind them. Now that is known, and they move
     * from transit to UNBACKED_CREDIT, which clears that booking; CREDIT_ON_METER stays what the meter shows. Not in the
     * meter: as after a refusal. Findings that it explains are closed with it.
     */
    Decision decide(Command.DecideCredit command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.manual(command.origin())
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return found(command.meter(), command.creditId(), state, (meter, credit) -> tokensOpen(credit, state)
                .orElseGet(() -> decide(command, meter, credit, state)));
    }

    private Decision decide(Command.DecideCredit command, MeterState meter, CreditState credit, LedgerState state) {
        return switch (credit.state()) {
            case SENT, ACCEPTED, UNKNOWN -> command.inMeter() && isYetToShow(meter, credit)
                    ? new Refuse(Refusal.NOT_PROVED, "inMeter", "the next reading shows whether " + credit.creditId
                            + " is in the meter, and would find it there a second time; read the meter")
                    : decided(command, meter, credit, state);
            case EXPIRED -> decided(command, meter, credit, state);
            case ORDERED -> command.inMeter()
                    ? wrongState(credit, "it is not on its way, and can only be taken back")
                    : decided(command, meter, credit, state);
            case CONFIRMED, FAILED, HANDED_OVER ->
                repeatIf(credit.decidedInMeter().equals(Optional.of(command.inMeter())), credit);
        };
    }

    /** While a module may be making its token, only what comes of that can decide. */
    private static Optional<Decision> tokensOpen(CreditState credit, LedgerState state) {
        return credit.tokensSequence() != 0 && !credit.hasEnded()
                && state.openTokens.containsKey(credit.tokensSequence())
                        ? Optional.of(new Refuse(Refusal.ORDER_OPEN, "creditId",
                                credit.creditId + " goes out as tokens "
                                        + TokenState.id(credit.tokensSequence())
                                        + ": say first whether they were made"))
                        : Optional.empty();
    }

    /** Whether a reading will confirm it if it is there: then a person's word for it would make that a second rise. */
    private boolean isYetToShow(MeterState meter, CreditState credit) {
        return !meter.mayHaveComeBefore(credit) && credit.amount.value() > 2 * toleranceUnits
                && meter.provingSequence() <= credit.sentSequence();
    }

    private static Decision decided(Command.DecideCredit command, MeterState meter, CreditState credit,
            LedgerState state) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.CreditDecided(meter.meter, credit.creditId, command.inMeter(), command.reason()));
        if (command.inMeter()) {
            facts.add(new Fact.CreditConfirmed(meter.meter, credit.creditId, credit.remaining()));
            facts.add(new Transfers(meter.meter).move(credit.account(), UNBACKED_CREDIT, credit.remaining()).posted());
        } else {
            facts.add(new Fact.CreditFailed(meter.meter, credit.creditId, command.reason()));
            facts.add(CreditReturn.takenBack(meter, credit, state));
        }
        facts.addAll(FindingDecisions.closedWith(credit, command.inMeter(), state));
        return new Accept(Optional.empty(), facts);
    }

    private static Decision settle(Command.SettleCredit command, MeterState meter, CreditState credit,
            LedgerState state) {
        if (command.attempt() != credit.attempt()) {
            return otherAttempt(credit, command.attempt());
        }
        return switch (credit.state()) {
            case SENT -> answered(command, meter, credit, state);
            case UNKNOWN -> command.answer() == Command.Answer.UNKNOWN
                    ? new Repeat(credit.stateSequence())
                    : answered(command, meter, credit, state);
            case ACCEPTED -> repeatIf(command.answer() == Command.Answer.ACCEPTED, credit);
            // A reading was quicker than the answer and is better evidence; only a refusal contradicts it.
            case CONFIRMED, HANDED_OVER -> repeatIf(command.answer() != Command.Answer.REFUSED, credit);
            case FAILED -> repeatIf(command.answer() == Command.Answer.REFUSED, credit);
            case ORDERED -> wrongState(credit, "it has not been sent");
            case EXPIRED -> wrongState(credit, "a reading or a person has to decide now");
        };
    }

    private static Decision answered(Command.SettleCredit command, MeterState meter, CreditState credit,
            LedgerState state) {
        if (command.answer() == Command.Answer.REFUSED && credit.tokensSequence() != 0) {
            return new Refuse(Refusal.NOT_PROVED, "answer", "the token of " + credit.creditId + " can be entered again:"
                    + " a person has to decide");
        }
        Fact answered = new Fact.CreditAnswered(meter.meter, credit.creditId, command.attempt(), command.answer(),
                command.detail());
        return switch (command.answer()) {
            case ACCEPTED, UNKNOWN -> Accept.of(answered);
            case REFUSED -> Accept.of(answered,
                    new Fact.CreditFailed(meter.meter, credit.creditId, command.detail()),
                    CreditReturn.takenBack(meter, credit, state));
        };
    }

    private static Decision repeatIf(boolean same, CreditState credit) {
        return same ? new Repeat(credit.stateSequence()) : wrongState(credit, "that answer does not fit any more");
    }

    private Optional<Decision> notProved(MeterState meter, CreditState credit) {
        if (credit.tokensSequence() != 0) {
            return Optional
                    .of(new Refuse(Refusal.NOT_PROVED, "creditId", credit.creditId + " went out as a token, which"
                            + " can be entered again and cannot count twice; another one could"));
        }
        if (meter.firstBalanceSequence() == 0 || meter.firstBalanceSequence() > credit.sentSequence()) {
            return Optional
                    .of(new Refuse(Refusal.NOT_PROVED, "creditId", "no balance was known before " + credit.creditId
                            + " was sent, so no reading can show that it did not arrive"));
        }
        if (credit.loaded() > 0 || credit.logged().isPresent()) {
            return Optional.of(new Refuse(Refusal.NOT_PROVED, "creditId", "a reading or the meter's log has shown "
                    + credit.creditId + " or a part of it: a person has to decide"));
        }
        if (meter.mayHaveComeBefore(credit)) {
            return Optional
                    .of(new Refuse(Refusal.NOT_PROVED, "creditId",
                            "a balance that did not add up, or was estimated, was found since "
                                    + credit.creditId + " was sent, and may hold it: a person has to decide"));
        }
        // Whether it arrived or not, the balance is then within the tolerance of what it should be.
        if (credit.amount.value() <= 2 * toleranceUnits) {
            return Optional
                    .of(new Refuse(Refusal.NOT_PROVED, "creditId", credit.creditId + " is too small for a reading"
                            + " to show that it is missing: a person has to decide"));
        }
        if (meter.provingSequence() <= credit.sentSequence()) {
            return Optional.of(new Refuse(Refusal.NOT_PROVED, "creditId", "no reading with a balance that adds up was"
                    + " accepted since " + credit.creditId + " was sent; read the meter first"));
        }
        // A reading may lie on the way for long: what was taken before the credit left does not show it missing. Meter
        // clocks tell seconds, so the second of sending does not count either.
        if (meter.provingTakenAtS() <= credit.sentAt().getEpochSecond()) {
            return Optional.of(new Refuse(Refusal.NOT_PROVED, "creditId", "the last reading with a balance that adds up"
                    + " was taken, by the meter's clock, not after " + credit.creditId + " was sent; read the meter"));
        }
        return Optional.empty();
    }

    private static Decision found(String meterName, String creditId, LedgerState state,
            BiFunction<MeterState, CreditState, Decision> then) {
        Optional<Refuse> malformed = Wellformed.name("creditId", creditId);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(meterName);
        if (meter == null) {
            return Decider.unknownMeter(meterName);
        }
        CreditState credit = state.credits.get(creditId);
        if (credit == null || !credit.meter.equals(meterName)) {
            return new Refuse(Refusal.UNKNOWN_CREDIT, "creditId", meterName + " has no credit " + creditId);
        }
        return then.apply(meter, credit);
    }

    private static Refuse otherAttempt(CreditState credit, int attempt) {
        return new Refuse(Refusal.WRONG_STATE, "attempt", credit.creditId + " is at attempt " + credit.attempt()
                + ", was: " + attempt);
    }

    private static Refuse wrongState(CreditState credit, String why) {
        return new Refuse(Refusal.WRONG_STATE, "creditId", credit.creditId + " is " + credit.state() + "; " + why);
    }
}
