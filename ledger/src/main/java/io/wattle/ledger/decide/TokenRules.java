package io.wattle.ledger.decide;

import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.TokenState;
import io.wattle.ledger.token.TokenAmounts;
import io.wattle.ledger.token.TokenMinutes;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.time.Instant;
import java.util.Optional;

/** Whether tokens may be ordered: all the reasons why not, in their order. For one use. */
final class TokenRules {
    private final Command.OrderTokens command;
    private final MeterState meter;
    private final TokenState tokens;
    private final TokenMinutes.Next next;
    /** Under which the token is made; of a key change alone, the new ones. */
    private final TokenTerms terms;
    /** The field that named them. */
    private final String termsField;

    TokenRules(Command.OrderTokens command, MeterState meter, TokenState tokens, TokenMinutes.Next next) {
        this.command = command;
        this.meter = meter;
        this.tokens = tokens;
        this.next = next;
        this.terms = command.keyChangeTo().orElse(tokens.terms());
        this.termsField = command.keyChangeTo().isPresent() ? "keyChangeTo" : "meter";
    }

    Optional<Refuse> refused(LedgerState state) {
        Optional<CreditState> credit = Optional.empty();
        if (command.order() instanceof TokenOrder.Credit(String creditId)) {
            credit = Optional.ofNullable(state.credits.get(creditId)).filter(one -> one.meter.equals(meter.meter));
            if (credit.isEmpty()) {
                return refuse(Refusal.UNKNOWN_CREDIT, "order.creditId", meter.meter + " has no credit " + creditId);
            }
        }
        Optional<CreditState> found = credit;
        return found.flatMap(this::notExact)
                .or(this::noRoomForClearing)
                .or(this::outsideBaseDate)
                .or(this::expired)
                .or(this::takesNoCredit)
                .or(this::changeForbidden)
                .or(this::tooMany)
                .or(() -> found.flatMap(TokenRules::notOrdered))
                .or(this::clearingUnderWay)
                .or(this::keyChangeOpen)
                .or(this::tooFarAhead);
    }

    /** Sold before the meter's token terms were known. */
    private Optional<Refuse> notExact(CreditState credit) {
        return meter.terms().inMoney() || TokenAmounts.atMost(credit.amount.value()) == credit.amount.value()
                ? Optional.empty()
                : refuse(Refusal.AMOUNT_NOT_EXACT, "order.creditId", "no token can say exactly " + credit.amount
                        + "; take " + credit.creditId + " back and sell it again");
    }

    private Optional<Refuse> noRoomForClearing() {
        return isClearing() && meter.seldom().changes().size() >= ChangeDecisions.CHANGES_MAX
                ? refuse(Refusal.TOO_MANY_PENDING_CHANGES, "meter", ChangeDecisions.CHANGES_MAX
                        + " changes are under way for " + meter.meter + "; wait until a reading shows one of them")
                : Optional.empty();
    }

    private Optional<Refuse> outsideBaseDate() {
        return outsideBaseDate(next, termsField);
    }

    private static Optional<Refuse> outsideBaseDate(TokenMinutes.Next next, String field) {
        return next instanceof TokenMinutes.OutsideBaseDate(String detail)
                ? refuse(Refusal.OUTSIDE_BASE_DATE, field, detail)
                : Optional.empty();
    }

    private Optional<Refuse> expired() {
        return expired(terms, next, termsField);
    }

    /** The old key of a key change may have expired: how else would a meter get rid of it. */
    private static Optional<Refuse> expired(TokenTerms terms, TokenMinutes.Next next, String field) {
        return next instanceof TokenMinutes.Minute(int minutes) && terms.hasExpiredAt(minutes)
                ? refuse(Refusal.KEY_EXPIRED, field, "the key of group " + terms.supplyGroup() + ", revision "
                        + terms.keyRevision() + ", lasts to " + terms.keyExpiry() + ", and minute " + minutes + " is "
                        + (minutes >> 16))
                : Optional.empty();
    }

    private Optional<Refuse> takesNoCredit() {
        return command.order() instanceof TokenOrder.Credit ? takesNoCredit(terms, termsField) : Optional.empty();
    }

    private static Optional<Refuse> takesNoCredit(TokenTerms terms, String field) {
        return terms.takesCredit()
                ? Optional.empty()
                : refuse(Refusal.KEY_TAKES_NO_CREDIT, field, "a meter with a default key (key type "
                        + terms.keyType() + ") takes no credit");
    }

    /** Why nothing may be sold that is to go out as a token now: money would be taken for what nobody can make. */
    static Optional<Refuse> unsellable(TokenState tokens, Instant now) {
        TokenTerms terms = tokens.planned().orElse(tokens.terms());
        TokenMinutes.Next next = TokenMinutes.next(now, terms, tokens.last(terms.baseYear()));
        return outsideBaseDate(next, "meter").or(() -> expired(terms, next, "meter"))
                .or(() -> takesNoCredit(terms, "meter"))
                .or(() -> tooFarAhead(next));
    }

    private Optional<Refuse> changeForbidden() {
        return command.keyChangeTo().flatMap(to -> changeForbidden(tokens.terms(), to, "keyChangeTo"));
    }

    /** Why no key change leads from these terms to those. */
    static Optional<Refuse> changeForbidden(TokenTerms from, TokenTerms to, String field) {
        if (!to.meterPan().equals(from.meterPan())) {
            return refuse(Refusal.KEY_CHANGE_FORBIDDEN, field + ".meterPan", "no key change makes another meter of "
                    + from.meterPan() + ", was: " + to.meterPan());
        }
        return from.mayBecome(to.keyType())
                ? Optional.empty()
                : refuse(Refusal.KEY_CHANGE_FORBIDDEN, field + ".keyType", "no key change leads from key type "
                        + from.keyType() + " to " + to.keyType());
    }

    private Optional<Refuse> tooMany() {
        return tokens.open().size() >= TokenState.OPEN_MAX
                ? refuse(Refusal.TOO_MANY_TOKEN_ORDERS, "meter",
                        tokens.open().size() + " orders of tokens are open for "
                                + meter.meter + "; wait until one is made or refused")
                : Optional.empty();
    }

    private static Optional<Refuse> notOrdered(CreditState credit) {
        return credit.state() == CreditStatus.State.ORDERED
                ? Optional.empty()
                : refuse(Refusal.WRONG_STATE, "order.creditId", credit.creditId + " is " + credit.state()
                        + "; it can go out only when it is ORDERED");
    }

    private Optional<Refuse> clearingUnderWay() {
        boolean underWay = meter.seldom().changes().stream().anyMatch(one -> one.kind() == ChangeKind.CLEAR_CREDIT);
        return isClearing() && underWay
                ? refuse(Refusal.WRONG_STATE, "order", "a CLEAR_CREDIT is under way for " + meter.meter)
                : Optional.empty();
    }

    private Optional<Refuse> keyChangeOpen() {
        return tokens.hasOpenKeyChange() || (command.keyChangeTo().isPresent() && !tokens.open().isEmpty())
                ? Optional.of(TokenDecisions.orderOpen(tokens))
                : Optional.empty();
    }

    private Optional<Refuse> tooFarAhead() {
        return tooFarAhead(next);
    }

    private static Optional<Refuse> tooFarAhead(TokenMinutes.Next next) {
        return next instanceof TokenMinutes.TooFarAhead(String detail)
                ? refuse(Refusal.TOO_FAR_AHEAD, "meter", detail)
                : Optional.empty();
    }

    private boolean isClearing() {
        return command.order() instanceof TokenOrder.Management(TokenOrder.Kind kind, long _)
                && kind == TokenOrder.Kind.CLEAR_CREDIT;
    }

    private static Optional<Refuse> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, detail));
    }
}
