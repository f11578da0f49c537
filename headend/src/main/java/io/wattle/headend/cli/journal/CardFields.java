package io.wattle.headend.cli.journal;

import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBuyer;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.quantity.Money;

/** What a fact about cards says, as fields of a JSON line; no hash of a number. */
final class CardFields {

    private CardFields() {}

    static JsonLine addTo(JsonLine line, CardFact fact) {
        return switch (fact) {
            case CardFact.CardBatchCreated f -> batch(line, f.batch());
            case CardFact.CardsHashed f -> line.with("batch", f.batchId())
                    .with("from", f.from())
                    .with("numbers", f.hashes().size());
            case CardFact.CardBatchExported f -> line.with("batch", f.batchId())
                    .with("printerKey", f.printerKey())
                    .with("fileSha256", f.fileSha256());
            case CardFact.CardBatchVoided f -> line.with("batch", f.batchId()).with("reason", f.reason());
            case CardFact.CardsHandedOver f -> range(line, f.range()).with("from", f.from()).with("to", f.to());
            case CardFact.CardsActivated f -> money(range(line, f.range()).with("batch", f.batchId())
                    .with("buyer", CardBuyer.shown(f.buyer()))
                    .with("tender", f.tender())
                    .with("cashier", f.cashier()), "total", f.total());
            case CardFact.CardsGiven f -> money(range(line, f.range()).with("batch", f.batchId())
                    .with("campaign", f.campaign())
                    .with("reason", f.reason()), "total", f.total());
            case CardFact.CardsBlocked f ->
                range(line, f.range()).with("blocked", f.blocked()).with("reason", f.reason());
            case CardFact.CardBuyerForgotten f -> range(line, f.range()).with("reason", f.reason());
            case CardFact.CardExpirySet f -> {
                f.lastDay().ifPresent(day -> line.with("lastDay", day.toString()));
                yield range(line, f.range()).with("reason", f.reason());
            }
        };
    }

    private static JsonLine batch(JsonLine line, CardBatch batch) {
        batch.lastDay().ifPresent(day -> line.with("lastDay", day.toString()));
        return money(range(line.with("batch", batch.batchId()).with("purchaseOrder", batch.purchaseOrder()),
                batch.range()), "denomination", batch.denomination())
                .with("alphabet", batch.form().alphabet())
                .with("numberLength", batch.form().length())
                .with("keyCheckValue", batch.keyCheckValue());
    }

    private static JsonLine range(JsonLine line, CardRange range) {
        return line.with("firstSerial", new CardSerial(range.first()).text())
                .with("lastSerial", new CardSerial(range.last()).text());
    }

    private static JsonLine money(JsonLine line, String name, Money money) {
        return line.with(name, money.amountMinor()).with(name + "Unit", money.currency());
    }
}
