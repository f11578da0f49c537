package io.wattle.ledger.state;

import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about cards, up to their activation ({@link CardSales}) and after it. */
final class CardDecisions {
    private final CardSales sales;
    private final Set<String> currencies;

    CardDecisions(CardSales sales, Set<String> currencies) {
        this.sales = sales;
        this.currencies = currencies;
    }

    Decision decide(CardCommand command, LedgerState state, Instant time) {
        LocalDate today = today(time);
        return CardWellformed.malformed(command, today)
                .<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), CardContents.of(command)))
                .orElseGet(() -> switch (command) {
                    case CardCommand.CreateCardBatch c -> create(c, state);
                    case CardCommand.AddCardHashes c -> add(c, state.cards);
                    case CardCommand.ExportCardBatch c -> export(c, state.cards);
                    case CardCommand.VoidCardBatch c -> voidBatch(c, state.cards);
                    case CardCommand.HandOverCards c -> handOver(c, state.cards);
                    case CardCommand.ActivateCards c -> sales.activate(c, state.cards, today);
                    case CardCommand.GiveCards c -> sales.give(c, state.cards, today);
                    case CardCommand.BlockCards c -> ofOneBatch(c.range(), state.cards)
                            .orElseGet(() -> accept(c, new CardFact.CardsBlocked(c.range(), c.blocked(), c.reason())));
                    case CardCommand.ForgetCardBuyer c -> ofOneBatch(c.range(), state.cards)
                            .orElseGet(() -> forget(c, state.cards));
                    case CardCommand.SetCardExpiry c -> ofOneBatch(c.range(), state.cards)
                            .orElseGet(() -> accept(c, new CardFact.CardExpirySet(c.range(), c.lastDay(),
                                    c.reason())));
                });
    }

    /** Cards expire by one calendar for all. */
    static LocalDate today(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    static Decision accept(CardCommand command, Fact... facts) {
        return new Accept(Optional.of(command.key()), List.of(facts));
    }

    /** Forgotten is forgotten: who asks again is told when it was. */
    private static Decision forget(CardCommand.ForgetCardBuyer command, Cards cards) {
        return cards.forgottenIn(command.range())
                .<Decision>map(Repeat::new)
                .orElseGet(() -> accept(command, new CardFact.CardBuyerForgotten(command.range(), command.reason())));
    }

    /** Refused if they are not all of one batch. */
    static Optional<Decision> ofOneBatch(CardRange range, Cards cards) {
        return cards.ofRange(range).isPresent()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.CARD_SERIALS_WRONG, "range", range + " must all be of one batch"));
    }

    private Decision create(CardCommand.CreateCardBatch command, LedgerState state) {
        CardBatch batch = command.batch();
        if (state.cards.batch(batch.batchId()) != null) {
            return new Refuse(Refusal.CARD_BATCH_EXISTS, "batchId", "there is a batch " + batch.batchId() + " already");
        }
        Optional<CardBatchState> overlapping = state.cards.overlapping(batch.range());
        if (overlapping.isPresent()) {
            return new Refuse(Refusal.CARD_SERIALS_WRONG, "firstSerial", "batch "
                    + overlapping.get().batch.batchId() + " has some of these serials: it has "
                    + overlapping.get().batch.range());
        }
        Optional<String> weakness = batch.form().weakness();
        if (weakness.isPresent()) {
            return new Refuse(Refusal.CARD_NUMBER_WEAK, "numberLength", weakness.get());
        }
        if (!currencies.contains(batch.denomination().currency())) {
            return new Refuse(Refusal.WRONG_CURRENCY, "denomination", "nothing is sold in "
                    + batch.denomination().currency());
        }
        return worth(batch).orElseGet(() -> accept(command, new CardFact.CardBatchCreated(batch)));
    }

    private static Optional<Decision> worth(CardBatch batch) {
        long each = batch.denomination().amountMinor();
        if (each <= 0) {
            return Optional.of(new Refuse(Refusal.AMOUNT_NOT_POSITIVE, "denomination", "must be above zero, was: "
                    + batch.denomination()));
        }
        return each <= Wellformed.VALUE_MAX / batch.range().count()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.AMOUNT_TOO_LARGE, "denomination", "all cards of a batch together must"
                        + " be worth at most " + Wellformed.VALUE_MAX + ", were: " + batch.range().count() + " of "
                        + batch.denomination()));
    }

    private static Decision add(CardCommand.AddCardHashes command, Cards cards) {
        CardBatchState batch = cards.batch(command.batchId());
        if (batch == null) {
            return unknown(command.batchId());
        }
        int after = command.from() + command.hashes().size();
        if (batch.voided || command.from() != batch.hashed || after > batch.batch.range().count()) {
            return new Refuse(Refusal.WRONG_STATE, "from", "batch " + command.batchId() + " has " + batch.hashed
                    + " of its " + batch.batch.range().count() + " numbers" + (batch.voided ? " and is voided" : "")
                    + ", was: " + command.from() + ".." + after);
        }
        Set<CardHash> fresh = new HashSet<>();
        for (CardHash hash : command.hashes()) {
            if (!fresh.add(hash) || cards.table.find(hash) >= 0) {
                return new Refuse(Refusal.CARD_NUMBER_KNOWN, "hashes", "a number is not new: make another");
            }
        }
        return accept(command, new CardFact.CardsHashed(command.batchId(), command.from(), command.hashes()));
    }

    private static Decision export(CardCommand.ExportCardBatch command, Cards cards) {
        CardBatchState batch = cards.batch(command.batchId());
        if (batch == null) {
            return unknown(command.batchId());
        }
        if (batch.exported) {
            return new Refuse(Refusal.CARDS_EXPORTED_BEFORE, "batchId", "the file of batch " + command.batchId()
                    + " was handed out; it never is twice. If the printer has not got it, void the batch and make a"
                    + " new one");
        }
        if (batch.voided || !batch.isComplete()) {
            return new Refuse(Refusal.WRONG_STATE, "batchId", "batch " + command.batchId()
                    + (batch.voided ? " is voided" : " has only " + batch.hashed + " of its numbers: void it"));
        }
        return accept(command, new CardFact.CardBatchExported(command.batchId(), command.printerKey(),
                command.fileSha256()));
    }

    private static Decision voidBatch(CardCommand.VoidCardBatch command, Cards cards) {
        CardBatchState batch = cards.batch(command.batchId());
        if (batch == null) {
            return unknown(command.batchId());
        }
        if (batch.voided || batch.activated + batch.redeemed > 0) {
            return new Refuse(Refusal.WRONG_STATE, "batchId", "batch " + command.batchId() + (batch.voided
                    ? " is voided already"
                    : " has cards that were activated: block the others"));
        }
        return accept(command, new CardFact.CardBatchVoided(command.batchId(), command.reason()));
    }

    private static Decision handOver(CardCommand.HandOverCards command, Cards cards) {
        Optional<Decision> wrong = ofOneBatch(command.range(), cards);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        CardBatchState batch = cards.ofRange(command.range()).orElseThrow();
        if (!batch.isHeldBy(command.from(), command.range())) {
            return new Refuse(Refusal.CARDS_NOT_IN_CUSTODY, "from", command.from() + " does not have all of "
                    + command.range());
        }
        return accept(command, new CardFact.CardsHandedOver(command.range(), command.from(), command.to()));
    }

    private static Refuse unknown(String batchId) {
        return new Refuse(Refusal.UNKNOWN_CARD_BATCH, "batchId", "there is no batch " + batchId);
    }
}
