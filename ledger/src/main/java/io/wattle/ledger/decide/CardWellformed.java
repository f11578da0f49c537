package io.wattle.ledger.decide;

import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBuyer;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Refuse;
import java.time.LocalDate;
import java.util.Optional;

/** Bounds of what a command about cards may carry. */
final class CardWellformed {
    static final int HASHES_MAX = 1_000;
    private static final LocalDate LAST_DAY_MAX = LocalDate.of(9999, 12, 31);
    /** A name of 64 characters, sealed. */
    private static final int BUYER_CHARS_MAX = 512;
    private static final String SHA256 = "[0-9a-f]{64}";

    private CardWellformed() {}

    static Optional<Refuse> malformed(CardCommand command, LocalDate today) {
        Optional<Refuse> byHand = command instanceof CardCommand.AddCardHashes
                ? Optional.empty()
                : Wellformed.manual(command.origin());
        return byHand.or(() -> Wellformed.name("key", command.key())).or(() -> switch (command) {
            case CardCommand.CreateCardBatch c -> batch(c.batch(), today);
            case CardCommand.AddCardHashes c -> Wellformed.name("batchId", c.batchId())
                    .or(() -> Wellformed.within("from", c.from(), 0, Integer.MAX_VALUE - HASHES_MAX))
                    .or(() -> Wellformed.within("hashes", c.hashes().size(), 1, HASHES_MAX));
            case CardCommand.ExportCardBatch c -> Wellformed.name("batchId", c.batchId())
                    .or(() -> Wellformed.name("printerKey", c.printerKey()))
                    .or(() -> c.fileSha256().matches(SHA256)
                            ? Optional.empty()
                            : refuse("fileSha256", "must be 64 hexadecimal digits"));
            case CardCommand.VoidCardBatch c ->
                Wellformed.name("batchId", c.batchId()).or(() -> Wellformed.someText("reason", c.reason()));
            case CardCommand.HandOverCards c ->
                Wellformed.name("from", c.from()).or(() -> Wellformed.name("to", c.to()));
            case CardCommand.ActivateCards c -> Wellformed.name("ticket", c.ticket())
                    .or(() -> buyer(c.buyer()))
                    .or(() -> Wellformed.name("cashier", c.cashier()))
                    .or(() -> Wellformed.ofNoTill("cashier", c.cashier()));
            case CardCommand.GiveCards c -> Wellformed.name("ticket", c.ticket())
                    .or(() -> Wellformed.name("campaign", c.campaign()))
                    .or(() -> Wellformed.someText("reason", c.reason()));
            case CardCommand.BlockCards c -> Wellformed.someText("reason", c.reason());
            case CardCommand.ForgetCardBuyer c -> Wellformed.someText("reason", c.reason());
            case CardCommand.SetCardExpiry c ->
                Wellformed.someText("reason", c.reason()).or(() -> lastDay(c.lastDay(), LocalDate.EPOCH));
        });
    }

    /** A name comes sealed; the refusal does not repeat one that did not. */
    private static Optional<Refuse> buyer(String buyer) {
        return buyer.equals(CardBuyer.CASH)
                || (buyer.length() <= BUYER_CHARS_MAX && CardBuyer.name(buyer).isPresent())
                        ? Optional.empty()
                        : refuse("buyer", "must be " + CardBuyer.CASH + ", or a name that is sealed");
    }

    private static Optional<Refuse> batch(CardBatch batch, LocalDate today) {
        return Wellformed.name("batchId", batch.batchId())
                .or(() -> Wellformed.name("purchaseOrder", batch.purchaseOrder()))
                .or(() -> Wellformed.name("keyCheckValue", batch.keyCheckValue()))
                .or(() -> lastDay(batch.lastDay(), today));
    }

    private static Optional<Refuse> lastDay(Optional<LocalDate> day, LocalDate after) {
        return day.filter(last -> !last.isAfter(after) || last.isAfter(LAST_DAY_MAX)).isPresent()
                ? refuse("lastDay", "must be after " + after + " and before the year 10000, was: "
                        + day.get())
                : Optional.empty();
    }

    private static Optional<Refuse> refuse(String field, String detail) {
        return Optional.of(new Refuse(Refusal.MALFORMED, field, field + " " + detail));
    }
}
