package io.wattle.headend.api;

import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.card.RedeemedTokens;
import io.wattle.headend.card.RedemptionAnswer;
import io.wattle.headend.store.StoreRows.CardEventRow;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cards as the API shows them; never a number, nor its hash. */
final class CardAnswers {

    private CardAnswers() {}

    record BatchAnswer(String batchId, String purchaseOrder, long denominationMinor, String currency, int count,
            String alphabet, int numberLength, String firstSerial, String lastSerial, @Nullable LocalDate lastDay,
            int numbersMade, boolean exported, boolean voided, int activated, int redeemed) {

        static BatchAnswer of(CardBatchStatus status) {
            CardBatch batch = status.batch();
            return new BatchAnswer(batch.batchId(), batch.purchaseOrder(), batch.denomination().amountMinor(),
                    batch.denomination().currency(), batch.range().count(), batch.form().alphabet().name(),
                    batch.form().length(), new CardSerial(batch.range().first()).text(),
                    new CardSerial(batch.range().last()).text(), batch.lastDay().orElse(null), status.hashed(),
                    status.exported(), status.voided(), status.activated(), status.redeemed());
        }
    }

    record CardAnswer(String serial, String batchId, long denominationMinor, String currency, String state,
            boolean blocked, boolean voided, @Nullable String holder, @Nullable LocalDate lastDay) {

        static CardAnswer of(CardStatus card) {
            return new CardAnswer(card.serial().text(), card.batchId(), card.denomination().amountMinor(),
                    card.denomination().currency(), card.state().name(), card.blocked(), card.voided(),
                    card.holder().orElse(null), card.lastDay().orElse(null));
        }
    }

    record ExceptedAnswer(String serial, String reason) {}

    record VerificationAnswer(@Nullable String batchId, int count, @Nullable Long totalMinor,
            @Nullable String currency, int exceptionCount, List<ExceptedAnswer> exceptions, String ticket) {

        static VerificationAnswer of(CardVerification seen) {
            return new VerificationAnswer(seen.batchId().orElse(null), seen.range().count(),
                    seen.total().map(Money::amountMinor).orElse(null), seen.total().map(Money::currency).orElse(null),
                    seen.exceptionCount(),
                    seen.exceptions()
                            .stream()
                            .map(one -> new ExceptedAnswer(one.serial().text(), one.reason().name()))
                            .toList(),
                    seen.ticket());
        }
    }

    record EventAnswer(long sequence, Instant at, String kind, @Nullable String firstSerial,
            @Nullable String lastSerial, String from, String to, @Nullable Long amountMinor,
            @Nullable String currency, String detail, String actor, String channel) {

        /** @param toWhom the buyer by name */
        static EventAnswer of(CardEventRow row, String toWhom) {
            return new EventAnswer(row.sequence(), row.happenedAt(), row.kind(), serial(row.firstSerial()),
                    serial(row.lastSerial()), row.fromWhom(), toWhom, row.amountMinor(), row.currency(),
                    row.detail(), row.actor(), row.channel());
        }

        private static @Nullable String serial(@Nullable Integer number) {
            return number == null ? null : new CardSerial(number).text();
        }
    }

    /** {@code tokens} is empty for a meter that takes none; a part that was not bought is null. */
    record RedeemedAnswer(String meter, String serial, long amountMinor, String currency, String paymentId,
            @Nullable String creditId, @Nullable Long units, @Nullable String unit, List<String> tokens,
            long sequence) {}

    /** Whatever is wrong with meter or card, the answer is the same. */
    static Answer of(RedemptionAnswer answer, RedeemedTokens tokens) {
        return switch (answer) {
            case RedemptionAnswer.Redeemed(LedgerEntry entry, boolean before) ->
                new Answer(before ? 200 : 201, redeemed(entry, tokens));
            case RedemptionAnswer.NotAccepted _ -> Answer.of(new Problem(422, 221, "CARD_NOT_ACCEPTED", "",
                    "the meter or the card was not accepted; nothing was taken from the card"));
            case RedemptionAnswer.LockedOut(var rest) -> Answer.of(new Problem(429, 0, "LOCKED_OUT", "source",
                    "too many cards were not accepted; try again in " + rest.toSeconds() + " s"));
            case RedemptionAnswer.Refused(var refusal) -> Answer.of(Problem.of(refusal));
        };
    }

    private static RedeemedAnswer redeemed(LedgerEntry entry, RedeemedTokens tokens) {
        Fact.@Nullable CardRedeemed card = null;
        Fact.@Nullable CreditOrdered credit = null;
        String paymentId = "";
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.CardRedeemed f -> card = f;
                case Fact.CreditOrdered f -> credit = f;
                case Fact.PaymentTaken f -> paymentId = f.paymentId();
                default -> {
                }
            }
        }
        if (card == null) {
            throw new IllegalStateException("entry " + entry.sequence() + " redeems no card");
        }
        Money value = card.value();
        return credit == null
                ? new RedeemedAnswer(card.meter(), card.serial().text(), value.amountMinor(), value.currency(),
                        paymentId, null, null, null, List.of(), entry.sequence())
                : new RedeemedAnswer(card.meter(), card.serial().text(), value.amountMinor(), value.currency(),
                        paymentId, credit.creditId(), credit.amount().value(), credit.amount().unit().code(),
                        tokens.of(card.meter(), credit.creditId()), entry.sequence());
    }
}
