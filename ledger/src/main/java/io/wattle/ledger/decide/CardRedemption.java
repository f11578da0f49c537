package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CARD_LIABILITY;

import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.AccountGuard;
import io.wattle.ledger.state.CardContents;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a card is redeemed. A card that is unknown, not activated, used, blocked or expired is refused in the very
 * same words, so that nobody learns anything by trying. What stands in the way of any card is said before the card is looked
 * at: the answer is the same for a right number and a wrong one.
 */
final class CardRedemption {
    private final PaymentDecisions payments;

    CardRedemption(PaymentDecisions payments) {
        this.payments = payments;
    }

    Decision redeem(Command.RedeemCard command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.name("key", command.key());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<Decision> before = state.keys.decide(command.key(), CardContents.of(command));
        if (before.isPresent()) {
            return before.get();
        }
        Optional<Refuse> closed = AccountGuard.sold(command.meter(), state)
                .or(() -> payments.notLoadable(command.meter(), state, time));
        if (closed.isPresent()) {
            return closed.get();
        }
        Optional<CardStatus> card = state.cards.usable(command.card(), CardDecisions.today(time));
        if (card.isEmpty()) {
            return new Refuse(Refusal.CARD_NOT_ACCEPTED, "card", "the card cannot be redeemed");
        }
        Decision paid = payments.pay(new MoneyIn(command.key(), card.get().denomination(), CARD_LIABILITY,
                card.get().batchId(), command.origin().channel(), true), command.meter(), state, sequence, time);
        return paid instanceof Accept accept ? withCard(command, card.get(), accept) : paid;
    }

    private static Decision withCard(Command.RedeemCard command, CardStatus card, Accept paid) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact.CardRedeemed(command.meter(), card.serial(), command.card(), card.denomination())));
        facts.addAll(paid.facts());
        return new Accept(paid.key(), facts);
    }
}
