package io.wattle.headend.store;

import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Money;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes what an entry says about cards into their log; a part of {@link EntryWriter}. */
final class CardWriter {
    private final Handle handle;
    private final LedgerEntry entry;

    CardWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.entry = entry;
    }

    void write(CardFact fact) {
        switch (fact) {
            case CardFact.CardBatchCreated f -> write("CREATED", Optional.of(f.batch().range()), "", "",
                    Optional.of(f.batch().denomination()),
                    "batch " + f.batch().batchId() + ", order " + f.batch().purchaseOrder());
            case CardFact.CardsHashed _ -> {
                // Nothing that anybody could read.
            }
            case CardFact.CardBatchExported f -> write("EXPORTED", Optional.empty(), "", "", Optional.empty(),
                    "batch " + f.batchId() + ", printer's key " + f.printerKey() + ", SHA-256 " + f.fileSha256());
            case CardFact.CardBatchVoided f -> write("VOIDED", Optional.empty(), "", "", Optional.empty(),
                    "batch " + f.batchId() + ": " + f.reason());
            case CardFact.CardsHandedOver f -> write("HANDED_OVER", Optional.of(f.range()), f.from(), f.to(),
                    Optional.empty(), "");
            case CardFact.CardsActivated f -> write("ACTIVATED", Optional.of(f.range()), f.cashier(), f.buyer(),
                    Optional.of(f.total()), f.tender().name());
            case CardFact.CardsGiven f -> write("GIVEN", Optional.of(f.range()), f.campaign(), "",
                    Optional.of(f.total()), f.reason());
            case CardFact.CardsBlocked f -> write(f.blocked() ? "BLOCKED" : "UNBLOCKED", Optional.of(f.range()), "", "",
                    Optional.empty(), f.reason());
            case CardFact.CardBuyerForgotten f -> write("BUYER_FORGOTTEN", Optional.of(f.range()), "", "",
                    Optional.empty(), f.reason());
            case CardFact.CardExpirySet f -> write("EXPIRY_SET", Optional.of(f.range()), "", "", Optional.empty(),
                    f.lastDay().map(day -> "until " + day).orElse("for ever") + ": " + f.reason());
        }
    }

    void write(Fact.CardRedeemed fact) {
        write("REDEEMED", Optional.of(CardRange.of(fact.serial())), "", fact.meter(), Optional.of(fact.value()), "");
    }

    private void write(String kind, Optional<CardRange> range, String from, String to, Optional<Money> amount,
            String detail) {
        handle.createUpdate("""
                INSERT INTO card_event VALUES (:sequence, :happenedAt, :kind, :first, :last, :from, :to, :amount,
                  :currency, :detail, :actor, :channel, :mode)""")
                .bind("sequence", entry.sequence())
                .bind("happenedAt", entry.time())
                .bind("kind", kind)
                .bind("first", range.map(CardRange::first).orElse(null))
                .bind("last", range.map(CardRange::last).orElse(null))
                .bind("from", from)
                .bind("to", to)
                .bind("amount", amount.map(Money::amountMinor).orElse(null))
                .bind("currency", amount.map(Money::currency).orElse(null))
                .bind("detail", detail)
                .bind("actor", entry.origin().actor())
                .bind("channel", entry.origin().channel())
                .bind("mode", entry.origin().mode().name())
                .execute();
    }
}
