package io.wattle.ledger.decide;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Contents;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.NothingToDo;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.TokenState;
import io.wattle.ledger.token.TokenMinutes;
import io.wattle.ledger.token.TokenOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides about a meter's token terms, and which minute its next token names: before any token exists, so that no module
 * and no crash can make two tokens of one minute.
 *
 * <p>Terms stay as they are while tokens are ordered and not made, and a key change is ordered alone: else a token could be
 * made under a key that the meter has changed, or not yet.
 */
final class TokenDecisions {
    private final Duration changeWindow;

    TokenDecisions(Duration changeWindow) {
        this.changeWindow = changeWindow;
    }

    Decision setTerms(Command.SetTokenTerms command, LedgerState state) {
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        if (state.servers.of(meter.meter).isPresent()) {
            return new Refuse(Refusal.BALANCE_ON_SERVER, "meter", "the balance of " + meter.meter + " lives here");
        }
        Optional<TokenState> tokens = meter.seldom().tokens();
        if (tokens.isPresent() && tokens.get().terms().equals(command.terms())) {
            return new Repeat(tokens.get().termsSequence());
        }
        if (tokens.isPresent() && !tokens.get().open().isEmpty()) {
            return orderOpen(tokens.get());
        }
        return Accept.of(new Fact.TokenTermsSet(meter.meter, command.terms()));
    }

    Decision plan(Command.PlanKeyChange command, LedgerState state) {
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        if (meter.seldom().tokens().isEmpty()) {
            return noTerms(meter);
        }
        TokenState tokens = meter.seldom().tokens().get();
        if (tokens.planned().equals(command.to())) {
            return tokens.plannedSequence() == 0 ? new NothingToDo() : new Repeat(tokens.plannedSequence());
        }
        Optional<Refuse> forbidden = command.to().flatMap(to -> TokenRules.changeForbidden(tokens.terms(), to, "to"));
        return forbidden.isPresent()
                ? forbidden.get()
                : Accept.of(new Fact.KeyChangePlanned(meter.meter, command.to()));
    }

    private static Refuse noTerms(MeterState meter) {
        return new Refuse(Refusal.NO_TOKEN_TERMS, "meter", "how " + meter.meter + " reads tokens was never said:"
                + " set its token terms first");
    }

    Decision order(Command.OrderTokens command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = malformed(command);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return ChangeDecisions.keyed(command.key(), Contents.of(command), command.meter(), state, meter -> {
            if (meter.seldom().tokens().isEmpty()) {
                return noTerms(meter);
            }
            return order(command, meter, meter.seldom().tokens().get(), state, sequence, time);
        });
    }

    private static Optional<Refuse> malformed(Command.OrderTokens command) {
        return switch (command.order()) {
            case TokenOrder.Credit(String creditId) -> Wellformed.name("order.creditId", creditId);
            case TokenOrder.Management _ -> Optional.empty();
            case TokenOrder.KeyChange _ -> command.keyChangeTo().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Refuse(Refusal.MALFORMED, "keyChangeTo", "keyChangeTo must be there for a key"
                            + " change"));
        };
    }

    private Decision order(Command.OrderTokens command, MeterState meter, TokenState tokens, LedgerState state,
            long sequence, Instant time) {
        int baseYear = command.keyChangeTo().orElse(tokens.terms()).baseYear();
        OptionalInt last = command.order().hasIdentifier() ? tokens.last(baseYear) : OptionalInt.empty();
        TokenMinutes.Next next = TokenMinutes.next(time, command.keyChangeTo().orElse(tokens.terms()), last);
        Optional<Refuse> refused = new TokenRules(command, meter, tokens, next).refused(state);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<Integer> tid = command.order().hasIdentifier() && next instanceof TokenMinutes.Minute(int minutes)
                ? Optional.of(minutes)
                : Optional.empty();
        return new Accept(Optional.of(command.key()), facts(command, meter, state, tid, sequence, time));
    }

    /** What was ordered comes first: by it a replay knows what the command said. */
    private List<Fact> facts(Command.OrderTokens command, MeterState meter, LedgerState state, Optional<Integer> tid,
            long sequence, Instant time) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.TokensOrdered(meter.meter, TokenState.id(sequence), command.order(), command.keyChangeTo(),
                tid));
        switch (command.order()) {
            case TokenOrder.Credit(String creditId) -> {
                CreditState credit = Objects.requireNonNull(state.credits.get(creditId), creditId);
                facts.add(new Fact.CreditSent(meter.meter, creditId, credit.attempt() + 1));
            }
            case TokenOrder.Management(TokenOrder.Kind kind, long _) -> {
                if (kind == TokenOrder.Kind.CLEAR_CREDIT) {
                    facts.add(announced(meter, clearingId(sequence), ChangeKind.CLEAR_CREDIT, sequence, time));
                }
            }
            case TokenOrder.KeyChange _ -> {
            }
        }
        if (command.keyChangeTo().isPresent()) {
            facts.add(announced(meter, "K-" + sequence, ChangeKind.KEY_CHANGE, sequence, time));
        }
        return facts;
    }

    private Fact announced(MeterState meter, String changeId, ChangeKind kind, long sequence, Instant time) {
        return new Fact.ChangeAnnounced(meter.meter, changeId, kind, meter.balanceUnit().zero(), Optional.empty(),
                time.plus(changeWindow), "tokens " + TokenState.id(sequence));
    }

    /** The name of the clearing that the tokens of an entry bring about. */
    static String clearingId(long sequence) {
        return "A-" + sequence;
    }

    static Refuse orderOpen(TokenState tokens) {
        return new Refuse(Refusal.ORDER_OPEN, "meter",
                "tokens " + tokens.open().getFirst().tokensId() + " are ordered and"
                        + " not made: they need the terms as they are");
    }
}
