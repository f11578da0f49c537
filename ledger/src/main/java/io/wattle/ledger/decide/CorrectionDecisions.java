package io.wattle.ledger.decide;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.Contents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.Tills;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about what people do to the book by hand: corrections, and permission to owe. */
final class CorrectionDecisions {
    private static final int POSTINGS_MAX = 64;
    private final Set<String> currencies;

    CorrectionDecisions(Set<String> currencies) {
        this.currencies = currencies;
    }

    Decision post(Command.PostCorrection command, LedgerState state) {
        String[] contents = Contents.of(command);
        return malformed(command).<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), contents))
                .or(() -> unknown(command, state))
                .or(() -> wrongAccount(command.postings()))
                .or(() -> tooLarge(command.postings()))
                .or(() -> Limits.unbalanced(command.postings()))
                .or(() -> Limits.passed(state.book, command.postings()))
                .orElseGet(() -> new Accept(Optional.of(command.key()),
                        List.of(new Fact.Corrected(command.corrects(), command.reason()),
                                new Fact.Posted(command.postings()))));
    }

    Decision allowOverdraft(Command.AllowOverdraft command, LedgerState state) {
        AccountKey wallet = new AccountKey(AccountType.WALLET, command.account(), command.maximum().unit());
        return Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.name("account", command.account()))
                .or(() -> Wellformed.someText("reason", command.reason()))
                .<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), Contents.of(command)))
                .or(() -> AccountMoney.notKnown(command.account(), state))
                .or(() -> currencies.contains(command.maximum().currency())
                        ? Optional.empty()
                        : Optional.of(TillDecisions.notSoldIn("maximum", command.maximum().currency())))
                .or(() -> notAnOverdraft(command))
                .or(() -> owesMore(command, state, wallet))
                .orElseGet(() -> new Accept(Optional.of(command.key()), List.of(
                        new Fact.OverdraftAllowed(command.account(), command.maximum(), command.reason()))));
    }

    private static Optional<Refuse> malformed(Command.PostCorrection command) {
        return Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> Wellformed.someText("reason", command.reason()))
                .or(() -> Wellformed.within("postings", command.postings().size(), 2, POSTINGS_MAX))
                .or(() -> command.postings()
                        .stream()
                        .flatMap(posting -> Wellformed.name("postings.owner", posting.owner()).stream())
                        .findFirst());
    }

    private static Optional<Refuse> unknown(Command.PostCorrection command, LedgerState state) {
        return command.corrects() >= 1 && command.corrects() <= state.lastSequence()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.UNKNOWN_ENTRY, "corrects", "there is no entry " + command.corrects()
                        + "; the last one is " + state.lastSequence()));
    }

    private static Optional<Refuse> wrongAccount(List<Posting> postings) {
        for (Posting posting : postings) {
            if (posting.type() == AccountType.CASH && Tills.isOfShift(posting.owner())) {
                return Optional.of(new Refuse(Refusal.WRONG_ACCOUNT, "postings", "the drawer of " + posting.owner()
                        + " follows its shift, and nobody posts to it by hand"));
            }
            if (!isOpenToPeople(posting.type())) {
                return Optional.of(new Refuse(Refusal.WRONG_ACCOUNT, "postings", posting.type()
                        + " follows readings, credits, cards and debts, and nobody posts to it by hand"));
            }
            if (posting.change().unit().kind() != Unit.Kind.MONEY) {
                return Optional.of(new Refuse(Refusal.WRONG_UNIT, "postings", posting.type()
                        + " holds money, was: " + posting.change()));
            }
        }
        return Optional.empty();
    }

    private static boolean isOpenToPeople(AccountType type) {
        return switch (type) {
            case CASH, WALLET, REVENUE, EMERGENCY_RECEIVABLE, DEPOSIT, TAX_PAYABLE, MARKETING_EXPENSE,
                    OVER_SHORT ->
                true;
            case UNITS_SOLD, CREDIT_IN_TRANSIT, CREDIT_ON_METER, CONSUMED, OPENING_BALANCE, UNBACKED_CREDIT, SHORTFALL,
                    EXPIRED_CREDIT, EMERGENCY_CREDIT, ENGINEERING, METER_CHARGES,
                    TOKENS_HANDED_OVER, CARD_LIABILITY, MERCHANT_ACCOUNT, VENDOR_COMMISSION, COMMISSION_EXPENSE,
                    ARREARS, SERVER_UNITS, FREE_CREDIT ->
                false;
        };
    }

    private static Optional<Refuse> tooLarge(List<Posting> postings) {
        return postings.stream()
                .filter(posting -> Math.abs(posting.change().value()) > Wellformed.VALUE_MAX
                        || posting.change().value() == Long.MIN_VALUE)
                .map(posting -> new Refuse(Refusal.AMOUNT_TOO_LARGE, "postings", "must be at most "
                        + Wellformed.VALUE_MAX + " each, was: " + posting.change()))
                .findFirst();
    }

    private static Optional<Refuse> notAnOverdraft(Command.AllowOverdraft command) {
        long maximum = command.maximum().amountMinor();
        if (maximum < 0) {
            return Optional.of(new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "maximum", "must not be below zero, was: "
                    + command.maximum()));
        }
        return maximum <= Wellformed.VALUE_MAX
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, "maximum", "must be at most "
                        + Wellformed.VALUE_MAX + ", was: " + command.maximum()));
    }

    private static Optional<Refuse> owesMore(Command.AllowOverdraft command, LedgerState state, AccountKey wallet) {
        long has = state.book.balance(wallet).value();
        return has >= -command.maximum().amountMinor()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.BALANCE_TOO_LOW, "maximum", "WALLET of " + command.account() + " has "
                        + has + " " + wallet.unit().code() + ", more below zero than " + command.maximum()));
    }
}
