package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CARD_LIABILITY;
import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.MARKETING_EXPENSE;

import io.wattle.ledger.card.ActivationPolicy.How;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.CardBatchState;
import io.wattle.ledger.state.CardVerifying;
import io.wattle.ledger.state.Cards;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.till.Tender;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides whether cards are activated: all of a range or none, by those whom the utility's policy names, and just as they
 * were seen when they were verified.
 */
final class CardSales {
    private final Optional<ActivationPolicy> policy;

    CardSales(Optional<ActivationPolicy> policy) {
        this.policy = policy;
    }

    Decision activate(CardCommand.ActivateCards command, Cards cards, LocalDate today) {
        Optional<Decision> refused = refused(command.origin(), command.range(), command.ticket(), cards, today)
                .or(() -> notInCustody(command, cards));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (command.tender() == Tender.PREPAID_CARD) {
            return new Refuse(Refusal.TENDER_NOT_ALLOWED, "tender", "cards are not sold for cards");
        }
        CardBatchState batch = cards.ofRange(command.range()).orElseThrow();
        Money total = CardVerifying.value(batch, command.range().count());
        String batchId = batch.batch.batchId();
        return CardDecisions.accept(command,
                new CardFact.CardsActivated(command.range(), batchId, command.buyer(), command.tender(),
                        command.cashier(), total),
                new Transfers(batchId)
                        .move(CASH, command.tender() + "/" + command.cashier(), CARD_LIABILITY, batchId, total)
                        .posted());
    }

    Decision give(CardCommand.GiveCards command, Cards cards, LocalDate today) {
        Optional<Decision> refused = refused(command.origin(), command.range(), command.ticket(), cards, today);
        if (refused.isPresent()) {
            return refused.get();
        }
        CardBatchState batch = cards.ofRange(command.range()).orElseThrow();
        Money total = CardVerifying.value(batch, command.range().count());
        String batchId = batch.batch.batchId();
        return CardDecisions.accept(command,
                new CardFact.CardsGiven(command.range(), batchId, command.campaign(), command.reason(), total),
                new Transfers(batchId)
                        .move(MARKETING_EXPENSE, command.campaign(), CARD_LIABILITY, batchId, total)
                        .posted());
    }

    private Optional<Decision> refused(Origin origin, CardRange range, String ticket, Cards cards, LocalDate today) {
        if (policy.isEmpty()) {
            return refuse(Refusal.NO_ACTIVATION_POLICY, "", "it was never chosen how cards are activated: set"
                    + " cards.activation and cards.supervisors, and start again");
        }
        if (!policy.get().supervisors().contains(origin.actor())) {
            return refuse(Refusal.ACTIVATION_NOT_ALLOWED, "person", origin.actor()
                    + " is not one of those who may activate cards");
        }
        if (policy.get().how() == How.SINGLE && range.count() > 1) {
            return refuse(Refusal.ACTIVATION_NOT_ALLOWED, "range", "cards are activated one at a time here, were: "
                    + range);
        }
        CardVerification now = CardVerifying.look(cards, range, today);
        if (!now.ticket().equals(ticket)) {
            return refuse(Refusal.CARDS_NOT_VERIFIED, "ticket", "these cards were never verified so, or something about"
                    + " them has changed since: verify them again");
        }
        if (now.exceptionCount() > 0) {
            return refuse(Refusal.CARDS_NOT_AVAILABLE, "range", now.exceptionCount() + " of " + range.count()
                    + " cannot be activated: " + first(now));
        }
        return Optional.empty();
    }

    private Optional<Decision> notInCustody(CardCommand.ActivateCards command, Cards cards) {
        boolean must = policy.filter(chosen -> chosen.how() == How.HOLDER).isPresent();
        return !must || cards.ofRange(command.range())
                .filter(batch -> batch.isHeldBy(command.cashier(), command.range()))
                .isPresent()
                        ? Optional.empty()
                        : refuse(Refusal.CARDS_NOT_IN_CUSTODY, "cashier", command.cashier()
                                + " does not have all of " + command.range());
    }

    private static String first(CardVerification seen) {
        return seen.exceptions()
                .stream()
                .limit(5)
                .map(one -> one.serial() + " " + one.reason())
                .collect(Collectors.joining(", ")) + (seen.exceptionCount() > 5 ? ", ..." : "");
    }

    private static Optional<Decision> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, detail));
    }
}
