package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.TOKENS_HANDED_OVER;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.EndedTokens;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.TokenOrderStatus;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.token.TokenOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Decides what became of tokens that were ordered. */
final class TokenSettling {
    /** Short enough that no token of twenty digits is one. */
    private static final Pattern CHECK_VALUE = Pattern.compile("[0-9A-Fa-f]{4,16}");

    /**
     * They were made. Of a meter that was read once, readings will prove the credit; of one that never was nothing will,
     * and its credit ends here.
     */
    Decision issue(Command.RecordTokens command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.name("tokensId", command.tokensId())
                .or(() -> Wellformed.name("moduleId", command.moduleId()))
                .or(() -> checkValue(command.keyCheckValue()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return found(command.meter(), command.tokensId(), state, order -> {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact.TokensIssued(order.meter(), order.tokensId(), command.moduleId(),
                    command.keyCheckValue()));
            credit(order, state).filter(_ -> isNeverRead(order.meter(), state))
                    .ifPresent(credit -> handOver(facts, credit, state));
            return new Accept(Optional.empty(), facts);
        }, ended -> ended.issued() && ended.moduleId().equals(command.moduleId())
                && ended.keyCheckValue().equals(command.keyCheckValue()));
    }

    private static void handOver(List<Fact> facts, CreditState credit, LedgerState state) {
        facts.add(new Fact.CreditHandedOver(credit.meter, credit.creditId, credit.remaining()));
        facts.add(new Transfers(credit.meter).move(credit.account(), TOKENS_HANDED_OVER, credit.remaining()).posted());
        facts.addAll(FindingDecisions.expiredAfterAll(credit, "its token was made and handed over", state));
    }

    /** They were not made and nobody has seen a token, so the sale is taken back, and no clearing is to come. */
    Decision refuse(Command.RefuseTokens command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.name("tokensId", command.tokensId())
                .or(() -> Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return found(command.meter(), command.tokensId(), state, order -> {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact.TokensRefused(order.meter(), order.tokensId(), command.reason()));
            credit(order, state).ifPresent(credit -> takeBack(facts, credit, command.reason(), state));
            MeterState meter = state.meters.get(order.meter());
            String clearing = TokenDecisions.clearingId(order.sequence());
            if (meter != null && meter.seldom().changes().stream().anyMatch(one -> one.changeId().equals(clearing))) {
                facts.add(new Fact.ChangeLapsed(order.meter(), clearing));
            }
            return new Accept(Optional.empty(), facts);
        }, ended -> !ended.issued());
    }

    private static void takeBack(List<Fact> facts, CreditState credit, String reason, LedgerState state) {
        MeterState meter = state.meters.get(credit.meter);
        if (meter != null) {
            facts.add(new Fact.CreditFailed(credit.meter, credit.creditId, reason));
            facts.add(CreditReturn.takenBack(meter, credit, state));
            facts.addAll(FindingDecisions.expiredAfterAll(credit, "its token was never made", state));
        }
    }

    /** The credit that went out as these tokens, unless a reading was quicker and has ended it. */
    private static Optional<CreditState> credit(TokenOrderStatus order, LedgerState state) {
        return order.order() instanceof TokenOrder.Credit(String creditId)
                ? Optional.ofNullable(state.credits.get(creditId)).filter(credit -> !credit.hasEnded())
                : Optional.empty();
    }

    private static boolean isNeverRead(String meterName, LedgerState state) {
        MeterState meter = state.meters.get(meterName);
        return meter != null && meter.firstBalanceSequence() == 0;
    }

    private static Optional<Refuse> checkValue(String value) {
        return CHECK_VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.MALFORMED, "keyCheckValue", "keyCheckValue must be 4..16 hexadecimal"
                        + " digits, was " + value.length() + " characters"));
    }

    private static Decision found(String meterName, String tokensId, LedgerState state,
            Function<TokenOrderStatus, Decision> then, Predicate<EndedTokens> isSame) {
        MeterState meter = state.meters.get(meterName);
        if (meter == null) {
            return Decider.unknownMeter(meterName);
        }
        Optional<TokenOrderStatus> open = meter.seldom().tokens().flatMap(tokens -> tokens.open(tokensId));
        if (open.isPresent()) {
            return then.apply(open.get());
        }
        Optional<EndedTokens> ended = meter.seldom().tokens().flatMap(tokens -> tokens.ended(tokensId));
        if (ended.isEmpty()) {
            return new Refuse(Refusal.UNKNOWN_TOKENS, "tokensId", meterName + " has no order of tokens " + tokensId);
        }
        return isSame.test(ended.get())
                ? new Repeat(ended.get().endSequence())
                : new Refuse(Refusal.WRONG_STATE, "tokensId", tokensId + (ended.get().issued()
                        ? " were made by " + ended.get().moduleId() + " with a key of check value "
                                + ended.get().keyCheckValue()
                        : " were refused") + " in entry " + ended.get().endSequence());
    }
}
